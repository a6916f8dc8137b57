import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, FieldResolver, Info, Mutation, Resolver, Root } from 'type-graphql';
import type { ProjectMemberEntity } from '../entities/relational/project-member.entity.js';
import { cursorOf } from '../loaders/connection.js';
import { newestFirst } from '../loaders/relation.js';
import { projectMemberRelations } from '../loaders/relations/project.relations.js';
import { LeaveProjectInput } from '../schema/inputs/leave-project-input.js';
import { RemoveProjectMemberInput } from '../schema/inputs/remove-project-member-input.js';
import { SetProjectMemberInput } from '../schema/inputs/set-project-member-input.js';
import { LeaveProjectPayload } from '../schema/payloads/leave-project-payload.js';
import { Scope } from '../schema/markers/scope.js';
import { RemoveProjectMemberPayload } from '../schema/payloads/remove-project-member-payload.js';
import { SetProjectMemberPayload } from '../schema/payloads/set-project-member-payload.js';
import { DateTime } from '../schema/scalars/date-time.js';
import { ProjectMember } from '../schema/types/project-member.js';
import { Project } from '../schema/types/project.js';
import { User } from '../schema/types/user.js';
import { leaveProject } from '../services/projects/leave-project.js';
import { removeProjectMember } from '../services/projects/remove-project-member.js';
import { setProjectMember } from '../services/projects/set-project-member.js';
import { encodeId } from '../shared/ids.js';
import { Input } from './input.js';
import { payload } from './payload.js';
import type { RequestContext } from './request-context.js';

@Resolver(() => ProjectMember)
export class ProjectMemberResolver {
  @FieldResolver(() => Project, { description: 'The project.' })
  project(@Root() member: ProjectMemberEntity, @Ctx() { load }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return load.one(projectMemberRelations.project, member, info);
  }

  @FieldResolver(() => User, { description: 'The person.' })
  user(@Root() member: ProjectMemberEntity, @Ctx() { load }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return load.one(projectMemberRelations.user, member, info);
  }

  @FieldResolver(() => DateTime, { description: 'When the person was added to the project.' })
  joinedAt(@Root() member: ProjectMemberEntity) {
    return member.createdAt;
  }

  @Scope('PROJECT_WRITE')
  @Mutation(() => SetProjectMemberPayload, {
    nullable: true,
    description: 'Adds a member of the organization to a project, or gives them another role there.',
  })
  setProjectMember(@Input(() => SetProjectMemberInput) input: SetProjectMemberInput, @Ctx() context: RequestContext) {
    return payload(
      context,
      setProjectMember(context.signedIn.useCase, input),
      (member) => ({ member, memberEdge: { node: member, cursor: cursorOf(newestFirst, member) } }),
      'again',
    );
  }

  @Scope('PROJECT_WRITE')
  @Mutation(() => RemoveProjectMemberPayload, {
    nullable: true,
    description: 'Takes a person out of a project. In an open project, full members keep what the organization gives them.',
  })
  removeProjectMember(@Input(() => RemoveProjectMemberInput) input: RemoveProjectMemberInput, @Ctx() context: RequestContext) {
    return payload(
      context,
      removeProjectMember(context.signedIn.useCase, input),
      ({ removedMemberId, project }) => ({ removedMemberId: encodeId('ProjectMember', removedMemberId), project }),
      'again',
    );
  }

  @Scope('PROJECT_WRITE')
  @Mutation(() => LeaveProjectPayload, {
    nullable: true,
    description:
      'Takes the viewer out of a project to which they were added. FORBIDDEN to those who were not: what the organization gives them cannot be left.',
  })
  leaveProject(@Input(() => LeaveProjectInput) input: LeaveProjectInput, @Ctx() context: RequestContext) {
    return payload(
      context,
      leaveProject(context.signedIn.useCase, input),
      ({ projectId }) => ({ leftProjectId: encodeId('Project', projectId) }),
      'again',
    );
  }
}
