import { Field, Int, ObjectType } from 'type-graphql';
import { Scope } from '../markers/scope.js';
import { PageInfo } from './page-info.js';

/** A number, or a way to get it that is only taken when a client asks for the field (graphql-js calls functions it finds). */
export type Count = number | null | (() => Promise<number | null>);

/** The base class of an edge. `node` is the class or union of what it leads to, `what` its name in the descriptions, e.g. `project`. */
export function edgeOf<T>(node: object, what: string) {
  @Scope('THAT_OF_ITS_NODES')
  @ObjectType({ simpleResolvers: true })
  abstract class Edge {
    @Field(() => String, { description: `The position of this ${what} in this list and order, for \`after\` and \`before\`.` })
    cursor!: string;

    @Field(() => node, { description: `The ${what}.` })
    node!: T;
  }
  return Edge;
}

/** The base class of a connection: pages of `edge`, whose nodes are of the class or union `node` and are called `what`, e.g. `projects`. */
export function connectionOf<T, E>(node: object, edge: object, what: string) {
  @Scope('THAT_OF_ITS_NODES')
  @ObjectType({ simpleResolvers: true })
  abstract class Connection {
    @Field(() => [edge], { description: `The ${what} of this page with their cursors, in the order of the list.` })
    edges!: E[];

    @Field(() => [node], { description: `The ${what} of this page without their cursors, in the same order as \`edges\`.` })
    nodes!: T[];

    @Field(() => PageInfo, { description: 'Where this page lies in the list.' })
    pageInfo!: PageInfo;

    @Field(() => Int, {
      nullable: true,
      description: `How many ${what} the whole list has that the viewer may see, with its filters. Counted only when asked for.`,
    })
    totalCount!: Count;
  }
  return Connection;
}
