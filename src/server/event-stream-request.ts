import type { FastifyRequest } from 'fastify';
import type { LiveRequest } from './live-operations.js';

/** The operation that a request asks for: in the query of its address, or as JSON in its body. Null when it holds none. */
export function liveRequestIn({ method, query, body }: FastifyRequest): LiveRequest | null {
  const given = method === 'GET' ? parsed(query as Record<string, unknown>) : body;
  if (!isObject(given)) return null;
  const { query: text, operationName, variables, extensions, documentId } = given;
  if (text !== undefined && typeof text !== 'string') return null;
  if (operationName != null && typeof operationName !== 'string') return null;
  if (variables != null && !isObject(variables)) return null;
  if (extensions != null && !isObject(extensions)) return null;
  return { query: text, operationName, variables, extensions, documentId, from: given };
}

/** Parameters of an address are text; variables and extensions are JSON there. */
function parsed(query: Record<string, unknown>): Record<string, unknown> | null {
  try {
    const read = (value: unknown): unknown => (typeof value === 'string' && value !== '' ? JSON.parse(value) : undefined);
    return { ...query, variables: read(query['variables']), extensions: read(query['extensions']) };
  } catch {
    return null;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
