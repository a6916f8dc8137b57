import { Field, ID, InputType } from 'type-graphql';
import { itemIds } from './descriptions.js';

@InputType({ description: 'Files and folders to be taken out of the trash.' })
export class RestoreItemsInput {
  @Field(() => [ID], { description: `${itemIds} A folder comes back with what was deleted with it.` })
  itemIds!: string[];
}
