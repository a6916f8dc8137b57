import { Field, ID, InputType } from 'type-graphql';

@InputType({ description: 'A new folder.' })
export class CreateFolderInput {
  @Field(() => ID, { description: "The folder in which it will lie, e.g. the project's root folder." })
  parentId!: string;

  @Field(() => String, { description: 'The name, unique there: 1 to 255 characters without `/` and control characters.' })
  name!: string;
}
