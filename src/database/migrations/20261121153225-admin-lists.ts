import { Migration } from '@mikro-orm/migrations';

export class Migration20261121153225_admin_lists extends Migration {

  override name = 'Migration20261121153225_admin_lists';

  override up(): void | Promise<void> {
    this.addSql(`create index "activities_created_at_id_index" on "activities" ("created_at", "id");`);

    this.addSql(`create index "organizations_name_id_index" on "organizations" ("name", "id");`);

    this.addSql(`create index "users_created_at_id_index" on "users" ("created_at", "id");`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop index "activities_created_at_id_index";`);

    this.addSql(`drop index "organizations_name_id_index";`);

    this.addSql(`drop index "users_created_at_id_index";`);
  }

}
