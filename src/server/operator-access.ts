import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { bearerIn } from './bearer.js';
import { isLoopback } from './client-address.js';

/** Whether a request may see what is for operators alone: metrics, and the state of the services behind the server. */
export type OperatorAccess = (request: IncomingMessage) => boolean;

/** Those who bear the token, and this machine. @param token null: this machine alone */
export function operatorAccess(token: string | null): OperatorAccess {
  const expected = token === null ? null : digest(token);
  return (request) => isOfThisMachine(request) || (expected !== null && bears(request, expected));
}

function bears({ headers }: IncomingMessage, expected: Buffer): boolean {
  const given = bearerIn(headers.authorization ?? '');
  // Digests have one length, so that the time to compare them tells nothing.
  return given !== null && timingSafeEqual(digest(given), expected);
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** What proxies add to requests that they pass on: RFC 7239, RFC 9110 §7.6.3, and custom. */
const FORWARDING = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip'];

/**
 * Whether a program of this machine asks for itself. A proxy on this machine has a loopback address, too: it shows by what it adds,
 * or by the name under which it was asked. One that does neither cannot be told apart; docs/operate.md says what to do.
 */
function isOfThisMachine({ socket, headers }: IncomingMessage): boolean {
  return (
    isLoopback(socket.remoteAddress ?? '') &&
    FORWARDING.every((name) => headers[name] === undefined) &&
    namesThisMachine(headers.host ?? '')
  );
}

function namesThisMachine(host: string): boolean {
  const name = host.replace(/:\d+$/, '').replace(/^\[(.+)\]$/, '$1');
  return name.toLowerCase() === 'localhost' || isLoopback(name);
}
