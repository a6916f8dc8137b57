import { Migration } from '@mikro-orm/migrations';

/** Invitations into organizations, how many were sent, and the mails that wait to leave. */
export class Migration20261121145431_invitations extends Migration {

  override name = 'Migration20261121145431_invitations';

  override up(): void | Promise<void> {
    this.addSql(`create table "invitation_quotas" ("subject" text not null, "day" date not null, "sent" int not null, primary key ("subject"));`);
    this.addSql(`create index "invitation_quotas_day_index" on "invitation_quotas" ("day");`);

    this.addSql(`create table "queued_mails" ("id" uuid not null, "created_at" timestamptz(3) not null, "template" text not null, "subject_id" uuid not null, "data" jsonb not null, "attempts" int not null default 0, "due_at" timestamptz(3) not null, primary key ("id"));`);
    this.addSql(`create index "queued_mails_due_at_index" on "queued_mails" ("due_at");`);

    this.addSql(`create table "invitations" ("id" uuid not null, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null, "revision" int not null default 1, "organization_id" uuid not null, "email" text not null, "role" text not null, "invited_by_id" uuid null, "generation" int not null, "mailed_generation" int not null default 0, "sent_at" timestamptz(3) not null, "expires_at" timestamptz(3) not null, primary key ("id"));`);
    this.addSql(`create index "invitations_invited_by_id_index" on "invitations" ("invited_by_id");`);
    this.addSql(`create index "invitations_email_created_at_id_index" on "invitations" ("email", "created_at", "id");`);
    this.addSql(`create index "invitations_organization_id_created_at_id_index" on "invitations" ("organization_id", "created_at", "id");`);
    this.addSql(`alter table "invitations" add constraint "invitations_organization_id_email_unique" unique ("organization_id", "email");`);

    this.addSql(`alter table "invitations" add constraint "invitations_organization_id_foreign" foreign key ("organization_id") references "organizations" ("id") on delete cascade;`);
    this.addSql(`alter table "invitations" add constraint "invitations_invited_by_id_foreign" foreign key ("invited_by_id") references "users" ("id") on delete set null;`);
    this.addSql(`alter table "invitations" add constraint "invitations_role_check" check ("role" in ('OWNER', 'ADMIN', 'MEMBER', 'GUEST'));`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "invitation_quotas" cascade;`);
    this.addSql(`drop table if exists "queued_mails" cascade;`);
    this.addSql(`drop table if exists "invitations" cascade;`);
  }

}
