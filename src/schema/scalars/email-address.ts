import { GraphQLScalarType } from 'graphql';
import { GraphQLEmailAddress } from 'graphql-scalars';

export const EmailAddress = new GraphQLScalarType<string, string>({
  ...GraphQLEmailAddress.toConfig(),
  description: 'An e-mail address as browsers accept it in a form, e.g. `ada@example.org`.',
});
