import { Field, ObjectType } from 'type-graphql';
import { MutationPayload } from '../types/mutation-payload.js';
import { OrganizationEdge } from '../types/organization-connection.js';
import { Organization } from '../types/organization.js';

@ObjectType({ simpleResolvers: true, implements: MutationPayload, description: 'The organization that was brought back.' })
export class RestoreOrganizationPayload extends MutationPayload {
  @Field(() => Organization, { nullable: true, description: 'The restored organization. Null when the mutation failed.' })
  organization!: Organization | null;

  @Field(() => OrganizationEdge, {
    nullable: true,
    description: 'The same in a list with a cursor, to be put into `organizations`. Null when the mutation failed.',
  })
  organizationEdge!: OrganizationEdge | null;
}
