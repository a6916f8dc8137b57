import { Migration } from '@mikro-orm/migrations';

export class Migration20261121144349_idempotency_keys extends Migration {

  override name = 'Migration20261121144349_idempotency_keys';

  override up(): void | Promise<void> {
    this.addSql(`create table "idempotency_keys" ("hash" text not null, "body_hash" text not null, "claim_id" uuid not null, "leased_until" timestamptz(3) not null, "committed_at" timestamptz(3) null, "answer" bytea null, "expires_at" timestamptz(3) not null, primary key ("hash"));`);
    this.addSql(`create index "idempotency_keys_expires_at_index" on "idempotency_keys" ("expires_at");`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "idempotency_keys" cascade;`);
  }

}
