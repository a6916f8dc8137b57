import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { timestamp } from '../base.entity.js';
import { UserEntity } from './user.entity.js';

/** The password of a person, as an argon2id hash. Apart from the person, so that no query of people can select it. */
@Entity({ tableName: 'credentials' })
export class CredentialEntity {
  @ManyToOne(() => UserEntity, { primary: true, mapToPk: true, fieldName: 'user_id', deleteRule: 'cascade' })
  userId!: string;

  @Property({ type: 'text' })
  passwordHash!: string;

  @Property(timestamp())
  changedAt!: Date;
}
