import { Field, InterfaceType } from 'type-graphql';

@InterfaceType({ description: 'One event of a subscription whose events have an order that lasts.' })
export abstract class StreamEvent {
  @Field(() => String, {
    description: 'The position of the event in its stream. Later events have other cursors; clients take them as they are.',
  })
  cursor!: string;
}
