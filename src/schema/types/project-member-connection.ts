import { ObjectType } from 'type-graphql';
import { connectionOf, edgeOf } from './connection.js';
import { ProjectMember } from './project-member.js';

@ObjectType({ simpleResolvers: true, description: 'A membership of a project in a list.' })
export class ProjectMemberEdge extends edgeOf<ProjectMember>(ProjectMember, 'membership') {}

@ObjectType({ simpleResolvers: true, description: 'A page of the memberships of a project.' })
export class ProjectMemberConnection extends connectionOf<ProjectMember, ProjectMemberEdge>(
  ProjectMember,
  ProjectMemberEdge,
  'memberships',
) {}
