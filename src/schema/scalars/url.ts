import { GraphQLScalarType } from 'graphql';
import { GraphQLURL } from 'graphql-scalars';

export const URLScalar = new GraphQLScalarType<URL, string>({
  ...(GraphQLURL as GraphQLScalarType<URL, string>).toConfig(),
  description: 'An absolute URL, e.g. `https://example.org/files/1`.',
  specifiedByURL: 'https://url.spec.whatwg.org/',
});
