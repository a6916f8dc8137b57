import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** How many invitations were sent on a day by an organization, by a person, or to an address; revoking one takes nothing off. */
@Entity({ tableName: 'invitation_quotas' })
export class InvitationQuotaEntity {
  /** What is counted for, e.g. `organization:` and its id. */
  @PrimaryKey({ type: 'text' })
  subject!: string;

  /** In UTC. */
  @Property({ type: 'date' })
  @Index()
  day!: string;

  @Property({ type: 'integer' })
  sent!: number;
}
