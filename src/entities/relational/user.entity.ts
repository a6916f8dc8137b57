import { BigIntType, type Opt } from '@mikro-orm/core';
import { Entity, Enum, Index, Property, Unique } from '@mikro-orm/decorators/legacy';
import { SystemRole } from '../../shared/enums/people.js';
import { nameColumn, RevisedEntity, timestamp } from '../base.entity.js';

/** A person. `email` is kept in lower case; the password is a credential, kept apart. */
@Entity({ tableName: 'users' })
@Index({ properties: ['createdAt', 'id'] })
export class UserEntity extends RevisedEntity {
  @Property({ type: 'text' })
  @Unique()
  email!: string;

  @Property({ ...timestamp(), nullable: true })
  emailVerifiedAt: Date | null = null;

  @Property(nameColumn())
  @Unique()
  username!: string;

  @Property(nameColumn())
  name!: string;

  @Property({ type: 'text', nullable: true })
  bio: string | null = null;

  @Enum({ items: () => Object.values(SystemRole), type: 'string', default: 'USER' })
  systemRole: SystemRole = 'USER';

  @Property({ type: 'text', default: 'en' })
  locale: string = 'en';

  @Property({ type: 'text', default: 'UTC' })
  timeZone: string = 'UTC';

  /** Moved by the database whenever something changes that decides what they may do; nobody else writes it. */
  @Property({ type: new BigIntType('number'), defaultRaw: '0' })
  rightsStamp!: Opt<number>;
}
