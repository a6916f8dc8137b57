import { Migration } from '@mikro-orm/migrations';

/** An index that alone tells how many projects of an organization somebody sees. */
export class Migration20261121203421_project_counts extends Migration {
  override name = 'Migration20261121203421_project_counts';

  override up(): void {
    this.addSql(
      `create index "projects_organization_id_visibility_id_index" on "projects" ("organization_id", "visibility", "id") where deleted_at is null;`,
    );
  }

  override down(): void {
    this.addSql(`drop index "projects_organization_id_visibility_id_index";`);
  }
}
