import { PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** Three digits of a second, so that a keyset cursor loses nothing in a JavaScript Date. */
export const timestamp = () => ({ columnType: 'timestamptz(3)', type: 'datetime' }) as const;

/** Names sort by code point on every server, whatever its locale. */
export const nameColumn = () => ({ type: 'text', collation: 'C' }) as const;

/** A row with an id, made in Node, and the time it was made. */
export abstract class BaseEntity {
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Property(timestamp())
  createdAt!: Date;
}

/** A row that changes: `revision` counts its changes and guards against lost ones. */
export abstract class RevisedEntity extends BaseEntity {
  @Property({ ...timestamp(), onUpdate: () => new Date() })
  updatedAt!: Date;

  @Property({ type: 'integer', version: true })
  revision!: number;
}
