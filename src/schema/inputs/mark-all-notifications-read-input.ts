import { Field, ID, InputType } from 'type-graphql';

@InputType({ description: 'Up to where the notifications of the viewer are to be marked as read.' })
export class MarkAllNotificationsReadInput {
  @Field(() => ID, {
    description: 'The newest notification that was seen. It and all older ones are marked; what arrived after it stays unread.',
  })
  upTo!: string;

  @Field(() => ID, { nullable: true, description: 'Only notifications from this organization; from all when absent.' })
  organizationId?: string | null;
}
