import { Field, ObjectType } from 'type-graphql';
import { MutationPayload } from '../types/mutation-payload.js';
import { OrganizationMember } from '../types/organization-member.js';

@ObjectType({ simpleResolvers: true, implements: MutationPayload, description: 'The changed membership.' })
export class ChangeMemberRolePayload extends MutationPayload {
  @Field(() => OrganizationMember, { nullable: true, description: 'The membership as it is now; null when it was not found.' })
  member!: OrganizationMember | null;
}
