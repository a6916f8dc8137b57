import type { IncomingHttpHeaders } from 'node:http';

/** What the conditions of a request say: serve it, answer 304, or answer 412. */
export type Precondition = 'PASS' | 'NOT_MODIFIED' | 'FAILED';

/** Holds a request's conditions against a strong entity tag (with its quotes), in the order of RFC 9110 §13.2.2. */
export function checkPreconditions(headers: IncomingHttpHeaders, etag: string): Precondition {
  const ifMatch = headers['if-match'];
  if (ifMatch !== undefined && !tagsOf(ifMatch).some((tag) => tag === '*' || tag === etag)) return 'FAILED';
  const ifNoneMatch = headers['if-none-match'];
  if (ifNoneMatch === undefined) return 'PASS';
  return tagsOf(ifNoneMatch).some((tag) => tag === '*' || tag.replace(/^W\//, '') === etag) ? 'NOT_MODIFIED' : 'PASS';
}

/** Whether a range still belongs to the content the client has a part of; a date never does, since there is no Last-Modified. */
export const ifRangeHolds = (header: string | string[] | undefined, etag: string): boolean =>
  header === undefined || header === etag;

const tagsOf = (header: string): string[] => header.split(',').map((tag) => tag.trim());
