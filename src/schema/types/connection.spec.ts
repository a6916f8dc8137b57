import 'reflect-metadata';
import { graphql } from 'graphql';
import { buildSchema, Query, Resolver } from 'type-graphql';
import type { Count } from './connection.js';
import { UserConnection } from './user-connection.js';

let counted = 0;

@Resolver()
class People {
  @Query(() => UserConnection)
  people(): Pick<UserConnection, 'nodes'> & { totalCount: Count } {
    return {
      nodes: [],
      totalCount: () => {
        counted += 1;
        return Promise.resolve(7);
      },
    };
  }
}

describe('the total count of a connection', () => {
  it('is counted only when it is asked for', async () => {
    const schema = await buildSchema({ resolvers: [People], validate: false });

    expect(await graphql({ schema, source: '{ people { nodes { id } } }' })).toEqual({ data: { people: { nodes: [] } } });
    expect(counted).toBe(0);

    expect(await graphql({ schema, source: '{ people { totalCount } }' })).toEqual({ data: { people: { totalCount: 7 } } });
    expect(counted).toBe(1);
  });
});
