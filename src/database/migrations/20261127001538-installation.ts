import { Migration } from '@mikro-orm/migrations';

/** The one row is made here: its id is the same for all servers, and for every copy of the database. */
export class Migration20261127001538_installation extends Migration {
  override name = 'Migration20261127001538_installation';

  override up(): void | Promise<void> {
    this.addSql(
      `create table "installation" ("only_row" boolean not null, "id" uuid not null, "files_folder_id" uuid null, "required_migration" text null, primary key ("only_row"));`,
    );
    this.addSql(`alter table "installation" add constraint "installation_only_row_check" check (only_row);`);
    this.addSql(`insert into "installation" ("only_row", "id") values (true, gen_random_uuid());`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "installation" cascade;`);
  }
}
