import { Field, InterfaceType } from 'type-graphql';
import { Scope } from '../markers/scope.js';

@InterfaceType({ description: 'One event of a subscription whose events have an order that lasts.' })
export abstract class StreamEvent {
  @Scope('NONE')
  @Field(() => String, {
    description: 'The position of the event in its stream. Later events have other cursors; clients take them as they are.',
  })
  cursor!: string;
}
