import { createHash, randomBytes } from 'node:crypto';

/** A secret of 256 random bits in base64url, with a prefix by which scanners of leaked secrets know it: `atr_…`. */
export const newOpaqueToken = (prefix = 'atr'): string => `${prefix}_${randomBytes(32).toString('base64url')}`;

/** The SHA-256 of a token in hex, which is all that is stored of it; 256 random bits need no slow hash. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');
