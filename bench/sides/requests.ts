import { MARK_LENGTH } from '../load/load.ts';
import type { Operation, Parameters } from '../operations/operation.ts';
import type { CursorOf, Side } from './side.ts';
import type { Tokens } from './tokens.ts';

const MARK = 'm'.repeat(MARK_LENGTH);

/** The bytes of a request, and where in them its mark is to be put, if there is one. */
export interface RequestBytes {
  bytes: Buffer;
  markAt?: number;
}

/** Writes a request for an operation down; Atrium alone asks who it is from. */
export function requestFor(
  { side, port, tokens }: { side: Side; port: number; tokens: Tokens },
  operation: Operation,
  parameters: Parameters,
  cursorOf: CursorOf,
): RequestBytes {
  const writes = operation.name === 'M1';
  const body = side.body(operation, writes ? { ...parameters, name: MARK } : parameters, cursorOf);
  const bytes = httpRequest(port, body, side.kind === 'atrium' ? tokens.get(parameters.as) : undefined);
  return writes ? { bytes, markAt: bytes.indexOf(MARK) } : { bytes };
}

export function httpRequest(port: number, body: object, token?: string): Buffer {
  const text = JSON.stringify(body);
  const lines = [
    'POST /graphql HTTP/1.1',
    `host: 127.0.0.1:${port}`,
    'accept: application/json',
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(text)}`,
    ...(token === undefined ? [] : [`authorization: Bearer ${token}`]),
  ];
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${text}`);
}
