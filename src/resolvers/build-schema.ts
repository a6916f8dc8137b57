import 'reflect-metadata';
import { GraphQLObjectType, type GraphQLSchema } from 'graphql';
import { buildSchema as build } from 'type-graphql';
import { encodeId, idPrefixes, type NodeType } from '../shared/ids.js';
import { ActivityEventResolver } from './activity-event.resolver.js';
import { ActivityResolver } from './activity.resolver.js';
import { AdminResolver } from './admin.resolver.js';
import { AuthenticationResolver } from './authentication.resolver.js';
import { FileVersionResolver } from './file-version.resolver.js';
import { FileResolver } from './file.resolver.js';
import { FolderResolver } from './folder.resolver.js';
import { InvitationResolver } from './invitation.resolver.js';
import { ItemResolver } from './item.resolver.js';
import { NodeResolver } from './node.resolver.js';
import { NotificationEventResolver } from './notification-event.resolver.js';
import { NotificationResolver } from './notification.resolver.js';
import { OrganizationMemberResolver } from './organization-member.resolver.js';
import { OrganizationResolver } from './organization.resolver.js';
import { ProjectMemberResolver } from './project-member.resolver.js';
import { ProjectResolver } from './project.resolver.js';
import { RateLimitResolver } from './rate-limit.resolver.js';
import { guardAbstractTypes, settleScopes } from './scopes.js';
import { UserResolver } from './user.resolver.js';
import { ViewerResolver } from './viewer.resolver.js';

/** The executable schema, from all resolvers and the types that they name. */
export async function buildSchema(): Promise<GraphQLSchema> {
  const schema = await build({
    resolvers: [
      NodeResolver,
      ViewerResolver,
      RateLimitResolver,
      AdminResolver,
      AuthenticationResolver,
      UserResolver,
      OrganizationResolver,
      OrganizationMemberResolver,
      InvitationResolver,
      ProjectResolver,
      ProjectMemberResolver,
      FolderResolver,
      FileResolver,
      FileVersionResolver,
      ItemResolver,
      NotificationResolver,
      ActivityResolver,
      NotificationEventResolver,
      ActivityEventResolver,
    ],
    // Inputs are checked by the use cases, which answer user errors with their path.
    validate: false,
    // Every subscription brings its own stream; type-graphql asks for this all the same.
    pubSub: unused,
  });
  encodeIds(schema);
  settleScopes(schema);
  guardAbstractTypes(schema);
  describeRoots(schema);
  return schema;
}

const unused = {
  publish: () => undefined,
  subscribe: (): never => {
    throw new Error('Subscriptions listen by `liveStream`.');
  },
};

/** Rows hold ids as the database does; the `id` of every type is encoded here and nowhere else. */
function encodeIds(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!(type instanceof GraphQLObjectType) || !(type.name in idPrefixes)) continue;
    const name = type.name as NodeType;
    type.getFields()['id']!.resolve = ({ id }: { id: string }) => encodeId(name, id);
  }
}

function describeRoots(schema: GraphQLSchema): void {
  schema.getQueryType()!.description = 'What can be asked for. What the viewer may not see is null, or left out of a list.';
  schema.getMutationType()!.description =
    'What can be changed. Each mutation does all or nothing; failures that the caller can mend are in `userErrors`.';
  schema.getSubscriptionType()!.description =
    'What can be listened to, over a WebSocket with the sub-protocol graphql-transport-ws.';
}
