import type { FastifyRequest } from 'fastify';
import type { OperationRequest } from '../admission.js';
import { requestOf } from '../request-of.js';

/**
 * The operation in a request of the plain kind: `POST` of one JSON object, or `GET` by who cannot be a page of another site. Null
 * for all others, and when anything is not of the type it should be: there is more to be said to these.
 */
export function readAsked(request: FastifyRequest): OperationRequest | null {
  // A path without a search, or one that is read as it stands.
  const [path, search, ...others] = request.url.split('?', 3);
  if (others.length > 0 || request.url.includes('#') || !path) return null;
  if (request.method === 'POST') return search === undefined ? readBody(request.body) : null;
  return request.method === 'GET' && search !== undefined && mustAsk(request) ? readSearch(search) : null;
}

function readBody(body: unknown): OperationRequest | null {
  if (!isRecord(body)) return null;
  const { query, operationName, variables, extensions, documentId } = body;
  return isTextOrNone(query) && isTextOrNull(operationName) && isRecordOrNull(variables) && isRecordOrNull(extensions)
    ? requestOf({ query, operationName, variables, extensions, documentId, from: body })
    : null;
}

function readSearch(search: string): OperationRequest | null {
  const parameters = new URLSearchParams(search);
  const names = [...parameters.keys()];
  if (new Set(names).size < names.length) return null;
  const of = (name: string) => parameters.get(name) ?? undefined;
  const [variables, extensions] = [parsed(of('variables')), parsed(of('extensions'))];
  if (variables === null || extensions === null) return null;
  return requestOf({
    query: of('query'),
    operationName: of('operationName'),
    variables,
    extensions,
    documentId: of('documentId'),
  });
}

/** Whether a browser asks before it lets a page of another site send this: what Apollo Server demands of every request. */
const mustAsk = ({ headers }: FastifyRequest): boolean =>
  headers['content-type'] === undefined
    ? Boolean(headers['apollo-require-preflight'] || headers['x-apollo-operation-name'])
    : headers['content-type'] === 'application/json';

/** Null when it is no JSON object. */
function parsed(json: string | undefined): Record<string, unknown> | null | undefined {
  if (json === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(json);
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isRecordOrNull = (value: unknown): value is Record<string, unknown> | null | undefined => value == null || isRecord(value);
const isTextOrNone = (value: unknown): value is string | undefined => value === undefined || typeof value === 'string';
const isTextOrNull = (value: unknown): value is string | null | undefined => value === null || isTextOrNone(value);
