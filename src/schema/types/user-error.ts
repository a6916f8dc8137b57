import { Field, ObjectType } from 'type-graphql';
import type { UserError as Failure } from '../../shared/result.js';
import { UserErrorCode } from '../enums/user-error-code.js';
import { Scope } from '../markers/scope.js';
import { JSONObject } from '../scalars/json-object.js';

@Scope('NONE')
@ObjectType({ simpleResolvers: true, description: 'One reason why a mutation was not done, which the caller can mend.' })
export class UserError implements Failure {
  @Field(() => UserErrorCode, { description: 'The reason, for programs.' })
  code!: UserErrorCode;

  @Field(() => String, { description: 'The reason in one sentence, for people.' })
  message!: string;

  @Field(() => [String], {
    description: "The way to the input field at fault, e.g. `['input', 'name']`. Empty when it is about the input as a whole.",
  })
  path!: string[];

  @Field(() => JSONObject, {
    nullable: true,
    description: 'The values in the message, for clients that word it themselves, e.g. `{ max: 120 }`.',
  })
  params!: Record<string, unknown> | null;
}
