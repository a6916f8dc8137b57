import type { EntityMetadata, MetadataStorage } from '@mikro-orm/core';
import type { EntityClass } from '../../shared/conditions.js';

export interface TableColumn {
  name: string;
  /** As in `$1::type`. */
  type: string;
  nullable: boolean;
}

/** The names and types of tables and columns, from the ORM's metadata and nowhere else. */
export class Tables {
  private readonly columns = new Map<EntityClass, ReadonlyMap<string, TableColumn>>();

  constructor(private readonly metadata: MetadataStorage) {}

  table(entity: EntityClass): string {
    return quoted(this.of(entity).tableName);
  }

  column(entity: EntityClass, property: string): TableColumn {
    const column = this.all(entity).get(property);
    if (!column) throw new Error(`${entity.name} has no column for ${property}`);
    return column;
  }

  /** The columns of an entity, by property. */
  all(entity: EntityClass): ReadonlyMap<string, TableColumn> {
    let columns = this.columns.get(entity);
    if (!columns) {
      columns = new Map(
        this.of(entity).props.map((property) => [
          property.name,
          {
            name: quoted(property.fieldNames[0]!),
            type: property.columnTypes[0]!.replace(/\(\d+\)$/, '').replace(/^bigserial$/, 'bigint'),
            nullable: property.nullable === true,
          },
        ]),
      );
      this.columns.set(entity, columns);
    }
    return columns;
  }

  private of(entity: EntityClass): EntityMetadata {
    return this.metadata.get(entity as never);
  }
}

const quoted = (name: string) => `"${name}"`;
