import { createServer } from 'node:http';
import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { grafserv } from 'postgraphile/grafserv/node';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';
import { announce } from './listen.ts';
import { POOL_SIZE } from './pool.ts';

// PostGraphile 5 over the tables as they are; `bench` adds the function that writes. It compiles a document to SQL, and keeps that.

const instance = postgraphile({
  extends: [PostGraphileAmberPreset],
  // Lists here are ordered by the second column of an index, which it offers only if it is not to look at indexes.
  disablePlugins: ['PgIndexBehaviorsPlugin'],
  pgServices: [
    makePgService({
      connectionString: process.env.DATABASE_URL,
      schemas: ['public', 'bench'],
      poolConfig: { max: POOL_SIZE },
    }),
  ],
  grafast: { explain: false },
  grafserv: { graphqlPath: '/graphql', graphiql: false, watch: false },
});
const server = createServer();
await instance.createServ(grafserv).addTo(server);
server.listen(0, '127.0.0.1', () => announce(server.address().port));
