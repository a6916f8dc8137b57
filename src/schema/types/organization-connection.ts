import { ObjectType } from 'type-graphql';
import { connectionOf, edgeOf } from './connection.js';
import { Organization } from './organization.js';

@ObjectType({ simpleResolvers: true, description: 'An organization in a list.' })
export class OrganizationEdge extends edgeOf<Organization>(Organization, 'organization') {}

@ObjectType({ simpleResolvers: true, description: 'A page of a list of organizations.' })
export class OrganizationConnection extends connectionOf<Organization, OrganizationEdge>(
  Organization,
  OrganizationEdge,
  'organizations',
) {}
