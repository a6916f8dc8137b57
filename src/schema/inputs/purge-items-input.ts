import { Field, ID, InputType } from 'type-graphql';
import { itemIds } from './descriptions.js';

@InputType({
  description: 'Files and folders in the trash, to be deleted for good with all their versions. This cannot be undone.',
})
export class PurgeItemsInput {
  @Field(() => [ID], { description: `${itemIds} All of them must be in the trash.` })
  itemIds!: string[];
}
