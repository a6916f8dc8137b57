import { ObjectType } from 'type-graphql';
import { connectionOf, edgeOf } from './connection.js';
import { Invitation } from './invitation.js';

@ObjectType({ simpleResolvers: true, description: 'An invitation in a list.' })
export class InvitationEdge extends edgeOf<Invitation>(Invitation, 'invitation') {}

@ObjectType({ simpleResolvers: true, description: 'A page of invitations.' })
export class InvitationConnection extends connectionOf<Invitation, InvitationEdge>(Invitation, InvitationEdge, 'invitations') {}
