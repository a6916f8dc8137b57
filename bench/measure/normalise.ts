const UUID = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/;

/**
 * The data of an answer without what each server may write in its own way: prefixes of ids, the notation of times and of 64-bit
 * integers, the text of cursors (which name the same row), and the empty list of user errors, which some schemas do not know.
 */
export function normalise(data: unknown): unknown {
  if (Array.isArray(data)) return data.map(normalise);
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(
    Object.entries(data)
      .filter(([name, value]) => !(name === 'userErrors' && Array.isArray(value) && value.length === 0))
      .map(([name, value]) => [name, (fields[name] ?? normalise)(value)]),
  );
}

const fields: Readonly<Record<string, (value: unknown) => unknown>> = {
  id: idIn,
  cursor: rowOf,
  startCursor: rowOf,
  endCursor: rowOf,
  createdAt: (value) => new Date(value as string).toISOString(),
  size: Number,
};

function idIn(text: unknown): unknown {
  return typeof text === 'string' ? (UUID.exec(text)?.[0] ?? text) : text;
}

/** The row that a cursor names, in plain text or in base64. */
function rowOf(cursor: unknown): unknown {
  if (typeof cursor !== 'string') return cursor;
  return idIn(UUID.test(cursor) ? cursor : Buffer.from(cursor, 'base64').toString());
}
