import { Extensions } from 'type-graphql';

/**
 * Says for how many seconds whoever got a field's value may go on showing it without asking again. Only for what does not change
 * once it is there. An answer may be kept for the shortest of its fields' times; a field that says nothing has none.
 */
export const MaxAge = (seconds: number): MethodDecorator & PropertyDecorator => Extensions({ maxAge: seconds });
