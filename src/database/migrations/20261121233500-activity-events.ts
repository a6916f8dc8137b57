import { Migration } from '@mikro-orm/migrations';

/** Lines of the activity log name their event, so that a list can leave out what its stream is still to tell. */
export class Migration20261121233500_activity_events extends Migration {
  override name = 'Migration20261121233500_activity_events';

  override up(): void {
    this.addSql(`alter table "activities" add column "event_id" uuid null;`);
  }

  override down(): void {
    this.addSql(`alter table "activities" drop column "event_id";`);
  }
}
