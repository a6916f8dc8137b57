import { Field, ID, InputType } from 'type-graphql';
import { NameConflict } from '../enums/file.js';
import { itemIds } from './descriptions.js';

@InputType({ description: 'Files and folders to be moved to another folder of the same project.' })
export class MoveItemsInput {
  @Field(() => [ID], { description: itemIds })
  itemIds!: string[];

  @Field(() => ID, { description: 'The folder in which they will lie. It must not be one of them, nor lie within one of them.' })
  targetFolderId!: string;

  @Field(() => NameConflict, {
    nullable: true,
    defaultValue: NameConflict.ERROR,
    description: 'What happens when a name is taken in that folder.',
  })
  onConflict!: NameConflict | null;
}
