import { Migration } from '@mikro-orm/migrations';
import { migrate } from '../../src/database/migrate.js';
import { migrations, type MarkedMigration } from '../../src/database/migrations/list.js';
import { RelationalDatabase } from '../../src/database/relational-database.js';

/** Adds what the code of this release neither reads nor writes. */
class Expand extends Migration {
  override up(): void {
    this.addSql('alter table projects add column colour text');
    this.addSql('create table project_colours (project_id uuid primary key, colour text not null)');
  }
}

/** Says that it takes something away; it does not, so that only the mark stands in the way of this release. */
class Contract extends Migration {
  override up(): void {
    this.addSql(`comment on table projects is 'contracted'`);
  }
}

class Fail extends Migration {
  override up(): void {
    this.addSql('alter table projects drop column visibility');
    this.addSql('select 1 / 0');
  }
}

export const EXPAND = '29990101000000-expand';
export const CONTRACT = '29990101000001-contract';

const next = {
  expanding: { name: EXPAND, class: Expand },
  incompatible: { name: CONTRACT, class: Contract, incompatible: true },
  failing: { name: CONTRACT, class: Fail, incompatible: true },
} satisfies Record<string, MarkedMigration>;

/** Has the code of a next release, with these migrations, bring a database up to its version. @returns what it applied. */
export async function migrateAsNextRelease(url: string, ...kinds: (keyof typeof next)[]): Promise<string[]> {
  const database = await RelationalDatabase.open({
    url,
    poolSize: 2,
    migrations: [...migrations, ...kinds.map((kind) => next[kind])],
  });
  return migrate(database).finally(() => database.close());
}
