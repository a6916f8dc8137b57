import type { OperationRequest } from './admission.js';
import { excessOf } from './large-requests.js';

/** What both transports carry, as their libraries read it: nothing is sure to be of the right type but the query and the variables. */
interface Carried {
  query?: string | undefined;
  operationName?: string | null | undefined;
  variables?: Record<string, unknown> | null | undefined;
  extensions?: Record<string, unknown> | null | undefined;
  documentId?: unknown;
  http?: { body: unknown; search: string } | undefined;
  /** What the operation was read from, as its size was noted. */
  from?: unknown;
}

/** The operation in a request. Its hash is in the extension `persistedQuery`, or the parameter `documentId`. */
export function requestOf({
  query,
  operationName,
  variables,
  extensions,
  documentId,
  http,
  from = http?.body,
}: Carried): OperationRequest {
  const hash = hashIn(extensions) ?? documentId ?? documentIdIn(http);
  return {
    text: query || undefined,
    hash: typeof hash === 'string' ? hash.replace(/^sha256:/, '').toLowerCase() : undefined,
    operationName,
    variables,
    excess: excessOf(from),
  };
}

function hashIn(extensions: Carried['extensions']): unknown {
  const persisted = extensions?.['persistedQuery'];
  return typeof persisted === 'object' && persisted !== null && 'sha256Hash' in persisted ? persisted.sha256Hash : undefined;
}

function documentIdIn(http: Carried['http']): unknown {
  const body = http?.body;
  if (typeof body === 'object' && body !== null && 'documentId' in body) return body.documentId;
  return http && new URLSearchParams(http.search).get('documentId');
}
