import { Migration } from '@mikro-orm/migrations';

export class Migration20261121151344_lifecycle extends Migration {

  override name = 'Migration20261121151344_lifecycle';

  override up(): void | Promise<void> {
    this.addSql(`create table "doomed_content" ("storage_key" text not null, "doomed_at" timestamptz(3) not null, primary key ("storage_key"));`);
    this.addSql(`create index "doomed_content_doomed_at_index" on "doomed_content" ("doomed_at");`);

    this.addSql(`create table "scheduled_tasks" ("name" text not null, "due_at" timestamptz(3) not null, "lease_id" uuid null, "leased_until" timestamptz(3) null, "finished_at" timestamptz(3) null, primary key ("name"));`);

    this.addSql(`create index "notifications_organization_id_index" on "notifications" ("organization_id");`);

    this.addSql(`alter table "organizations" add "deleted_at" timestamptz(3) null, add "purged_at" timestamptz(3) null;`);
    this.addSql(`create index "organizations_deleted_at_id_index" on "organizations" ("deleted_at", "id") where deleted_at is not null;`);

    this.addSql(`alter table "projects" add "purged_at" timestamptz(3) null;`);

    this.addSql(`create index "file_versions_storage_key_index" on "file_versions" ("storage_key") where storage_key is not null;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "doomed_content" cascade;`);
    this.addSql(`drop table if exists "scheduled_tasks" cascade;`);

    this.addSql(`drop index "file_versions_storage_key_index";`);

    this.addSql(`drop index "notifications_organization_id_index";`);

    this.addSql(`drop index "organizations_deleted_at_id_index";`);
    this.addSql(`alter table "organizations" drop column "deleted_at", drop column "purged_at";`);

    this.addSql(`alter table "projects" drop column "purged_at";`);
  }

}
