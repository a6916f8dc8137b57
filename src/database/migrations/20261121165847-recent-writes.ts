import { Migration } from '@mikro-orm/migrations';

export class Migration20261121165847_recent_writes extends Migration {

  override name = 'Migration20261121165847_recent_writes';

  override up(): void | Promise<void> {
    this.addSql(`create unlogged table "recent_writes" ("reader_id" uuid not null, "wrote_at" timestamptz(3) not null, primary key ("reader_id"));`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "recent_writes" cascade;`);
  }

}
