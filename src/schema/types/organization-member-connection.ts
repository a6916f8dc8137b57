import { ObjectType } from 'type-graphql';
import { connectionOf, edgeOf } from './connection.js';
import { OrganizationMember } from './organization-member.js';

@ObjectType({ simpleResolvers: true, description: 'A membership of an organization in a list.' })
export class OrganizationMemberEdge extends edgeOf<OrganizationMember>(OrganizationMember, 'membership') {}

@ObjectType({ simpleResolvers: true, description: 'A page of the memberships of an organization.' })
export class OrganizationMemberConnection extends connectionOf<OrganizationMember, OrganizationMemberEdge>(
  OrganizationMember,
  OrganizationMemberEdge,
  'memberships',
) {}
