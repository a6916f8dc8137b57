import { Field, InterfaceType } from 'type-graphql';
import { Scope } from '../markers/scope.js';
import { UserError } from './user-error.js';

/** Payload classes extend it, so that each has the field without naming it again. */
@Scope('NONE')
@InterfaceType({
  description:
    'What a mutation answers: the objects that it changed, and the reasons why it did not. A mutation does all that it was asked to, or nothing.',
})
export abstract class MutationPayload {
  @Field(() => [UserError], {
    description:
      'Why the input was refused, in words that can be shown. It is empty when the mutation was done; when it is not, nothing was changed.',
  })
  userErrors!: UserError[];
}
