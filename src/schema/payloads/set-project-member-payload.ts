import { Field, ObjectType } from 'type-graphql';
import { MutationPayload } from '../types/mutation-payload.js';
import { ProjectMemberEdge } from '../types/project-member-connection.js';
import { ProjectMember } from '../types/project-member.js';

@ObjectType({ simpleResolvers: true, implements: MutationPayload, description: 'The new or changed membership.' })
export class SetProjectMemberPayload extends MutationPayload {
  @Field(() => ProjectMember, { nullable: true, description: 'The membership as it is now; null when it was not found.' })
  member!: ProjectMember | null;

  @Field(() => ProjectMemberEdge, {
    nullable: true,
    description:
      'The same in a list with a cursor, to be put into `project.members`. Its cursor fits the default order. Null when the mutation failed.',
  })
  memberEdge!: ProjectMemberEdge | null;
}
