import { Migration } from '@mikro-orm/migrations';

/** The log is read, and forgotten, by position: nothing asks it by time. */
export class Migration20261121224929_log_by_position extends Migration {
  override name = 'Migration20261121224929_log_by_position';

  override up(): void {
    this.addSql(`drop index "event_log_occurred_at_index";`);
  }

  override down(): void {
    this.addSql(`create index "event_log_occurred_at_index" on "event_log" ("occurred_at");`);
  }
}
