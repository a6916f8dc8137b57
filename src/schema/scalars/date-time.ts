import { GraphQLScalarType } from 'graphql';
import { GraphQLDateTime } from 'graphql-scalars';

/** Parses as graphql-scalars does, and writes a string, so that the answer is the same whichever way it is serialised. */
export const DateTime = new GraphQLScalarType<Date, string>({
  ...GraphQLDateTime.toConfig(),
  description:
    'A moment, written as RFC 3339 in UTC with milliseconds, e.g. `2026-03-01T09:30:00.000Z`. Input may have another offset and fewer ' +
    'digits; what is finer than a millisecond is cut off.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339#section-5.6',
  serialize: (value) => (value instanceof Date ? value : GraphQLDateTime.serialize(value)).toISOString(),
});
