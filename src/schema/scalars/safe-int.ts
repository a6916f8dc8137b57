import { GraphQLScalarType } from 'graphql';
import { GraphQLSafeInt } from 'graphql-scalars';

export const SafeInt = new GraphQLScalarType<number, number>({
  ...(GraphQLSafeInt as GraphQLScalarType<number, number>).toConfig(),
  description:
    'A whole number from -(2^53 - 1) to 2^53 - 1, which JavaScript can hold exactly. Used where 32 bits are too few, e.g. for a size in bytes.',
  specifiedByURL: 'https://tc39.es/ecma262/#sec-number.issafeinteger',
});
