import { Field, ID, InterfaceType } from 'type-graphql';
import { Scope } from '../markers/scope.js';
import { typeNameOf } from './type-name.js';

@Scope('NONE')
@InterfaceType({
  description: 'An object with an id of its own, by which `node` finds it again.',
  resolveType: typeNameOf,
})
export abstract class Node {
  @Field(() => ID, {
    description:
      'The id: a prefix that tells the type, e.g. `prj_`, before a UUID. It never changes and is never given to another object; ' +
      'clients take it as it is.',
  })
  id!: string;
}
