import { GraphQLScalarType } from 'graphql';
import { GraphQLJSONObject } from 'graphql-scalars';

export const JSONObject = new GraphQLScalarType<Record<string, unknown>, Record<string, unknown>>({
  ...(GraphQLJSONObject as GraphQLScalarType<Record<string, unknown>, Record<string, unknown>>).toConfig(),
  description: 'A JSON object whose keys depend on the context. It comes whole: nothing can be selected from it.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc8259',
});
