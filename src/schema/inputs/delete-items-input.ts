import { Field, ID, InputType } from 'type-graphql';
import { itemIds } from './descriptions.js';

@InputType({ description: 'Files and folders to be put into the trash, where they are kept for 30 days.' })
export class DeleteItemsInput {
  @Field(() => [ID], { description: `${itemIds} A folder goes with all that lies in it; a root folder cannot be deleted.` })
  itemIds!: string[];
}
