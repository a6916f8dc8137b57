import { Field, ID, InputType, Int } from 'type-graphql';
import { expectedRevision } from './descriptions.js';

@InputType({ description: 'Changes of a folder. What is absent stays as it is; `moveItems` moves it.' })
export class UpdateFolderInput {
  @Field(() => ID, { description: 'The folder to change.' })
  folderId!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The name, unique where it lies: 1 to 255 characters without `/` and control characters. It cannot be cleared.',
  })
  name?: string | null;

  @Field(() => Int, { nullable: true, description: expectedRevision })
  expectedRevision?: number | null;
}
