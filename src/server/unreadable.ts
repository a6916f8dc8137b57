import type { FastifyRequest } from 'fastify';

/** People's browsers send some twenty. */
const MAX_HEADERS = 100;
/** Characters. Types have at most 255 (RFC 6838 §4.2), boundaries 70 (RFC 2046 §5.1.1); Apollo Server reads 14,000 spaces for 200 ms. */
const MAX_CONTENT_TYPE = 500;

export interface Unreadable {
  status: number;
  message: string;
}

/** Why a request cannot be read, as far as its headers tell; null when they tell nothing of the kind. */
export function unreadable({ raw }: FastifyRequest): Unreadable | null {
  const { headers, rawHeaders } = raw;
  if (rawHeaders.length > 2 * MAX_HEADERS) return { status: 431, message: `A request has at most ${MAX_HEADERS} headers.` };
  const coding = headers['content-encoding'];
  if (coding !== undefined && coding.trim().toLowerCase() !== 'identity')
    return { status: 415, message: 'Bodies are read as they are, not compressed.' };
  const type = headers['content-type'] ?? '';
  if (type.length > MAX_CONTENT_TYPE)
    return { status: 415, message: `A Content-Type has at most ${MAX_CONTENT_TYPE} characters.` };
  const charset = /;\s*charset\s*=\s*"?([^\s;"]*)/i.exec(type)?.[1];
  // RFC 8259 §8.1: JSON is UTF-8.
  if (charset !== undefined && !/^(utf-?8|us-ascii)$/i.test(charset))
    return { status: 415, message: 'Bodies are read as UTF-8.' };
  return null;
}
