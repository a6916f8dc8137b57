import type { EntityClass } from '../../shared/conditions.js';
import type { Tables } from '../sql/tables.js';

/** The row of an entity at some place of a statement; it remembers which of its columns are needed there. */
export class RowScope {
  private readonly properties = new Set<string>();

  constructor(
    private readonly tables: Tables,
    readonly entity: EntityClass,
    readonly alias: string,
  ) {}

  column(property: string): string {
    this.properties.add(property);
    return `${this.alias}.${this.tables.column(this.entity, property).name}`;
  }

  /** What a subquery whose rows have that alias must select, so that this row has its columns. */
  selected(alias: string): string {
    return [...this.properties].map((property) => `${alias}.${this.tables.column(this.entity, property).name}`).join(', ');
  }
}
