import { Field, ID, InterfaceType } from 'type-graphql';
import { Scope } from '../markers/scope.js';
import { Node } from './node.js';
import { typeNameOf } from './type-name.js';

@Scope('NONE')
@InterfaceType({
  implements: Node,
  description: 'Who did something. Types may be added over time: show the name of one that you do not know.',
  resolveType: typeNameOf,
})
export abstract class Actor implements Node {
  @Field(() => ID, { description: 'The id of the person or program.' })
  id!: string;

  @Field(() => String, { description: 'The name to show beside what they did.' })
  name!: string;
}
