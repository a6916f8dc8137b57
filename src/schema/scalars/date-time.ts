import { GraphQLError, GraphQLScalarType } from 'graphql';
import { GraphQLDateTime } from 'graphql-scalars';

const given = GraphQLDateTime.toConfig();

/** RFC 3339 has years of four digits; databases have none before the year 1, and offsets lead out of both ends. */
function withinItsYears(moment: Date): Date {
  const year = moment.getUTCFullYear();
  if (year < 1 || year > 9999) throw new GraphQLError('DateTime has the years 0001 to 9999, in UTC.');
  return moment;
}

/** Parses as graphql-scalars does, and writes a string, so that the answer is the same whichever way it is serialised. */
export const DateTime = new GraphQLScalarType<Date, string>({
  ...given,
  description:
    'A moment, written as RFC 3339 in UTC with milliseconds, e.g. `2026-03-01T09:30:00.000Z`. Input may have another offset and fewer ' +
    'digits; what is finer than a millisecond is cut off.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339#section-5.6',
  parseValue: (value) => withinItsYears(given.parseValue(value)),
  parseLiteral: (node, variables) => withinItsYears(given.parseLiteral(node, variables)),
  serialize: (value) => (value instanceof Date ? value : GraphQLDateTime.serialize(value)).toISOString(),
});
