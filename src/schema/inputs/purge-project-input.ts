import { Field, ID, InputType } from 'type-graphql';
import { confirmSlug } from './descriptions.js';

@InputType({ description: 'A project in the trash to be deleted for good.' })
export class PurgeProjectInput {
  @Field(() => ID, { description: 'The project, which lies in the trash. It cannot be brought back.' })
  projectId!: string;

  @Field(() => String, { description: confirmSlug })
  confirmSlug!: string;
}
