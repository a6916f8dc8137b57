import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Query, Resolver } from 'type-graphql';
import { activityById, notificationById } from '../loaders/relations/document.relations.js';
import { fileById, fileVersionById, folderById } from '../loaders/relations/file.relations.js';
import { invitationById } from '../loaders/relations/invitation.relations.js';
import { organizationById, organizationMemberById } from '../loaders/relations/organization.relations.js';
import { projectById, projectMemberById } from '../loaders/relations/project.relations.js';
import { userById } from '../loaders/relations/user.relations.js';
import { ownAccount } from '../loaders/relations/viewer.relations.js';
import type { Lookup } from '../loaders/relation.js';
import { MaxAge } from '../schema/markers/max-age.js';
import { Scope } from '../schema/markers/scope.js';
import { Node } from '../schema/types/node.js';
import { badInput } from '../shared/errors.js';
import { decodeAnyId, type NodeType } from '../shared/ids.js';
import type { RequestContext } from './request-context.js';
import { demandScope } from './scopes.js';

const MAX_NODES = 100;
/** Seconds for which what never changes may be shown without asking whether it is still there. */
const SEEN = 60;

const lookups: Record<NodeType, Lookup> = {
  User: userById,
  Viewer: ownAccount,
  Organization: organizationById,
  OrganizationMember: organizationMemberById,
  Invitation: invitationById,
  Project: projectById,
  ProjectMember: projectMemberById,
  Folder: folderById,
  File: fileById,
  FileVersion: fileVersionById,
  Notification: notificationById,
  Activity: activityById,
};

/**
 * The object of that type and stored id, saying its type; null when the viewer may not see it.
 * @throws RequestError FORBIDDEN when the token may not be used for such objects.
 */
export async function findNode(
  context: RequestContext,
  type: NodeType,
  id: string,
  info: GraphQLResolveInfo,
): Promise<(Node & { __typename: NodeType }) | null> {
  if (context.requester.userId === null) return null;
  // Before it is known whether there is one.
  demandScope(context, info.schema, type);
  const row = await context.load.find(lookups[type] as Lookup<Node>, id, info);
  return row && { ...row, __typename: type };
}

@Resolver()
export class NodeResolver {
  @Scope('NONE')
  @MaxAge(SEEN)
  @Query(() => Node, { nullable: true, description: 'The object with that id; null when there is none that the viewer may see.' })
  async node(
    @Arg('id', () => ID, { description: 'An id of any kind.' }) id: string,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    const decoded = decodeAnyId(id);
    return decoded === null ? null : findNode(context, decoded.type, decoded.id, info);
  }

  @Scope('NONE')
  @MaxAge(SEEN)
  @Query(() => [Node], {
    nullable: 'items',
    description:
      'The objects with those ids, at most 100, in the same order; null in the place of each that the viewer may not see.',
  })
  nodes(
    @Arg('ids', () => [ID], { description: 'Ids of any kind, at most 100.' }) ids: string[],
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    if (ids.length > MAX_NODES)
      throw badInput(`Ask for at most ${MAX_NODES} nodes at a time.`, { argument: 'ids', maximum: MAX_NODES });
    return ids.map((id) => this.node(id, context, info));
  }
}
