import { createServer } from 'node:http';
import DataLoader from 'dataloader';
import { createSchema, createYoga } from 'graphql-yoga';
import { batches } from './batches.ts';
import { announce } from './listen.ts';
import { openPool } from './pool.ts';
import { commonResolvers, onlyCounts, rawId, unread } from './resolvers.ts';
import { schema } from './schema.ts';

// GraphQL Yoga 5 on node:http, with a DataLoader for every relation and request.

const read = batches(openPool());
const common = commonResolvers(read);

/** Pages are objects; two that ask alike may be read twice, which no operation here does. */
const loaders = () => ({
  organizations: new DataLoader(read.organizations),
  projects: new DataLoader(read.projects),
  users: new DataLoader(read.users),
  projectsOf: new DataLoader(read.projectsOf),
  filesOf: new DataLoader(read.filesOf),
  membersCount: new DataLoader(read.membersCount),
  projectsCount: new DataLoader(read.projectsCount),
});
const pageKey = (row, args) => ({ parent: row.id, first: args.first ?? 20, after: args.after });

const yoga = createYoga({
  schema: createSchema({
    typeDefs: schema,
    resolvers: {
      ...common,
      Query: {
        ...common.Query,
        organization: (_, { id }, load) => load.organizations.load(rawId(id)),
        project: (_, { id }, load) => load.projects.load(rawId(id)),
      },
      Organization: {
        ...common.Organization,
        members: (row) => unread(row.id),
        projects: (row, args, load, info) => (onlyCounts(info) ? unread(row.id) : load.projectsOf.load(pageKey(row, args))),
      },
      OrganizationMemberConnection: { totalCount: ({ parent }, _, load) => load.membersCount.load(parent) },
      ProjectConnection: { ...common.ProjectConnection, totalCount: ({ parent }, _, load) => load.projectsCount.load(parent) },
      Project: {
        ...common.Project,
        createdBy: (row, _, load) => row.createdById && load.users.load(row.createdById),
        files: (row, args, load) => load.filesOf.load(pageKey(row, args)),
      },
      File: { ...common.File, uploadedBy: (row, _, load) => row.uploadedById && load.users.load(row.uploadedById) },
    },
  }),
  context: loaders,
  graphiql: false,
  landingPage: false,
  logging: false,
});
const server = createServer(yoga);
server.listen(0, '127.0.0.1', () => announce(server.address().port));
