import { Field, ObjectType } from 'type-graphql';
import { MutationPayload } from '../types/mutation-payload.js';
import { Organization } from '../types/organization.js';

@ObjectType({ simpleResolvers: true, implements: MutationPayload, description: 'The changed organization.' })
export class UpdateOrganizationPayload extends MutationPayload {
  @Field(() => Organization, { nullable: true, description: 'The organization as it is now; null when it was not found.' })
  organization!: Organization | null;
}
