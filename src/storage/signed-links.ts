import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../shared/clock.js';
import type { Disposition } from '../shared/enums/file.js';

const LIFETIME_MS = 15 * 60 * 1000;

/** No link that was signed is longer: a name of 255 characters takes at most 765 bytes. */
const MAX_TOKEN_LENGTH = 4096;

/** What a link gives access to, and how it is to be served. */
export interface LinkedContent {
  /** Where the bytes lie; content under a key never changes. */
  versionKey: string;
  /** The name under which a browser saves it. */
  name: string;
  mimeType: string;
  /** Bytes. */
  size: number;
  disposition: Disposition;
}

export interface SignedLink {
  url: string;
  expiresAt: Date;
}

/** What a token turned out to be, and for how many seconds it still holds. */
export type CheckedLink =
  { state: 'VALID'; content: LinkedContent; secondsLeft: number } | { state: 'EXPIRED' } | { state: 'FORGED' };

export interface SignedLinksOptions {
  /** At least 32 bytes, the same in all processes. */
  secret: Buffer;
  clock: Clock;
}

/** Makes links that begin with one address. */
export interface LinkSigner {
  sign(content: LinkedContent): SignedLink;
}

type Claims = [versionKey: string, name: string, mimeType: string, size: number, disposition: Disposition, expiresAt: number];

/**
 * Makes and checks links that are themselves the right to follow them, for 15 minutes. A token holds all that serving needs
 * and its HMAC-SHA256; whether its content is still there is for who serves it to ask.
 */
export class SignedLinks {
  constructor(private readonly options: SignedLinksOptions) {
    if (options.secret.length < 32) throw new RangeError('The secret of links needs at least 32 bytes.');
  }

  /** @param baseUrl what links begin with, e.g. `https://atrium.example`; asked for with each link, since a port may be known late. */
  under(baseUrl: () => string): LinkSigner {
    return { sign: (content) => this.sign(content, baseUrl()) };
  }

  private sign({ versionKey, name, mimeType, size, disposition }: LinkedContent, baseUrl: string): SignedLink {
    const expiresAt = new Date(this.options.clock.now().getTime() + LIFETIME_MS);
    const claims: Claims = [versionKey, name, mimeType, size, disposition, expiresAt.getTime()];
    const text = Buffer.from(JSON.stringify(claims)).toString('base64url');
    return { url: `${baseUrl.replace(/\/+$/, '')}/files/${text}.${this.macOf(text).toString('base64url')}`, expiresAt };
  }

  /** Reads the token of a link, i.e. what comes after `/files/`. Whether it has expired is told only of our own. */
  check(token: string): CheckedLink {
    const [text, mac, ...rest] = token.length > MAX_TOKEN_LENGTH ? [] : token.split('.');
    if (text === undefined || mac === undefined || rest.length > 0 || !this.isOurs(text, mac)) return { state: 'FORGED' };
    const claims = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as Claims;
    const [versionKey, name, mimeType, size, disposition, expiresAt] = claims;
    const left = expiresAt - this.options.clock.now().getTime();
    if (left <= 0) return { state: 'EXPIRED' };
    return { state: 'VALID', content: { versionKey, name, mimeType, size, disposition }, secondsLeft: Math.floor(left / 1000) };
  }

  private isOurs(text: string, mac: string): boolean {
    const theirs = Buffer.from(mac);
    const ours = Buffer.from(this.macOf(text).toString('base64url'));
    return theirs.length === ours.length && timingSafeEqual(theirs, ours);
  }

  private macOf(text: string): Buffer {
    return createHmac('sha256', this.options.secret).update(text).digest();
  }
}
