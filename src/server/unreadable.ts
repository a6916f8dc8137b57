import type { FastifyRequest } from 'fastify';

/** People's browsers send some twenty. */
const MAX_HEADERS = 100;

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
  const charset = /;\s*charset\s*=\s*"?([^\s;"]*)/i.exec(headers['content-type'] ?? '')?.[1];
  // RFC 8259 §8.1: JSON is UTF-8.
  if (charset !== undefined && !/^(utf-?8|us-ascii)$/i.test(charset))
    return { status: 415, message: 'Bodies are read as UTF-8.' };
  return null;
}
