import Fastify from 'fastify';
import mercurius from 'mercurius';
import { batches } from './batches.ts';
import { announce } from './listen.ts';
import { openPool } from './pool.ts';
import { commonResolvers, onlyCounts, rawId, unread } from './resolvers.ts';
import { schema } from './schema.ts';

// Mercurius 16 on Fastify 5: compiled execution from the second request on, and a batched loader for every relation.

const read = batches(openPool());
const common = commonResolvers(read);

/** What Mercurius' own cache saves here is less than what serialising each key for it costs; batches ask for nobody twice. */
const uncached = (loader) => ({ loader, opts: { cache: false } });
const pageKey = ({ obj, params }) => ({ parent: obj.id, first: params.first ?? 20, after: params.after });
const parents = (queries) => queries.map(({ obj }) => obj.parent);

const app = Fastify({ logger: false });
app.register(mercurius, {
  schema,
  jit: 1,
  graphiql: false,
  resolvers: {
    ...common,
    Query: {
      ...common.Query,
      organization: async (_, { id }) => (await read.organizations([rawId(id)]))[0],
      project: async (_, { id }) => (await read.projects([rawId(id)]))[0],
    },
  },
  loaders: {
    Organization: {
      members: uncached(async (queries) => queries.map(({ obj }) => unread(obj.id))),
      projects: uncached(async (queries) =>
        onlyCounts(queries[0].info) ? queries.map(({ obj }) => unread(obj.id)) : read.projectsOf(queries.map(pageKey)),
      ),
    },
    OrganizationMemberConnection: { totalCount: uncached((queries) => read.membersCount(parents(queries))) },
    ProjectConnection: { totalCount: uncached((queries) => read.projectsCount(parents(queries))) },
    Project: {
      createdBy: uncached((queries) => read.users(queries.map(({ obj }) => obj.createdById))),
      files: uncached((queries) => read.filesOf(queries.map(pageKey))),
    },
    File: { uploadedBy: uncached((queries) => read.users(queries.map(({ obj }) => obj.uploadedById))) },
  },
});
await app.listen({ port: 0, host: '127.0.0.1' });
announce(app.server.address().port);
