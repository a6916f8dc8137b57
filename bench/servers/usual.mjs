import { EventEmitter } from 'node:events';
import { createServer } from 'node:http';
import { PubSub } from 'graphql-subscriptions';
import { useServer } from 'graphql-ws/use/ws';
import { createSchema, createYoga } from 'graphql-yoga';
import { WebSocketServer } from 'ws';
import { batches } from './batches.ts';
import { announce } from './listen.ts';
import { openPool } from './pool.ts';
import { commonResolvers, rawId } from './resolvers.ts';
import { schema as typeDefs } from './schema.ts';

// Subscriptions the usual way: graphql-ws, an iterator of graphql-subscriptions for each socket, and each event executed for each
// of them by graphql-js. Whoever asks is believed, nobody's rights are looked at, and an event carries all that is told of it.

const read = batches(openPool());
const pubSub = new PubSub({ eventEmitter: new EventEmitter().setMaxListeners(0) });
const topicOf = (projectId) => `projectActivity ${projectId}`;

const heads = new Map();
const next = (projectId) => {
  const position = (heads.get(projectId) ?? 0) + 1;
  heads.set(projectId, position);
  return Buffer.from(`${projectId}:${position}`).toString('base64url');
};

/** Who the token says it is, whether it is true or not. */
const claimed = (request) => {
  const [, claims] = request.headers.get('authorization').split('.');
  return rawId(JSON.parse(Buffer.from(claims, 'base64url').toString()).sub);
};

async function createFolder(_, { input: { parentId, name } }, { request }) {
  const folder = await read.addFolder(rawId(parentId), name);
  const [actor] = await read.users([claimed(request)]);
  const activity = {
    id: `act_${crypto.randomUUID()}`,
    type: 'FOLDER_CREATED',
    summary: `created the folder "${folder.name}"`,
    createdAt: new Date().toISOString(),
    actor: { __typename: 'User', id: `usr_${actor.id}`, name: actor.name },
  };
  await pubSub.publish(topicOf(folder.projectId), { cursor: next(folder.projectId), activity });
  return { folder, userErrors: [] };
}

const schema = createSchema({
  typeDefs,
  resolvers: {
    Folder: commonResolvers(read).Folder,
    Mutation: { createFolder },
    Subscription: {
      projectActivity: {
        subscribe: (_, { projectId }) => pubSub.asyncIterableIterator(topicOf(rawId(projectId))),
        resolve: (event) => event,
      },
    },
  },
});

const server = createServer(createYoga({ schema, graphiql: false, landingPage: false, logging: false }));
useServer({ schema }, new WebSocketServer({ server, path: '/graphql' }));
server.listen(0, '127.0.0.1', () => announce(server.address().port));
