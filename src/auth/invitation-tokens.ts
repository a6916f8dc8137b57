import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { parse, stringify } from 'uuid';

/** Which sending of which invitation a token is for. */
export interface InvitationClaim {
  /** The stored id of the invitation. */
  id: string;
  /** Counts from 1; sending an invitation again makes the next one, and all earlier tokens worthless. */
  generation: number;
}

const PREFIX = 'ati_';
const CLAIM_BYTES = 20;
const MAC_BYTES = 32;
const TOKEN = /^ati_[\w-]{70}$/;

/**
 * Tokens of invitations: `ati_…`, the claim and its HMAC in base64url. They are made anew whenever they are needed, so nothing
 * that could be stolen lies in the database, the event log or a queue.
 */
export class InvitationTokens {
  private readonly keys: readonly Buffer[];

  /** @param secrets the first one makes tokens, all of them are good for checking. The same secrets may serve other ends. */
  constructor(secrets: readonly Buffer[]) {
    this.keys = secrets.map((secret) =>
      Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), 'atrium invitations', MAC_BYTES)),
    );
  }

  make(claim: InvitationClaim): string {
    const bytes = bytesOf(claim);
    return PREFIX + Buffer.concat([bytes, macOf(this.keys[0]!, bytes)]).toString('base64url');
  }

  /** What the token is for; null for whatever was not made here. */
  read(token: string): InvitationClaim | null {
    if (!TOKEN.test(token)) return null;
    const bytes = Buffer.from(token.slice(PREFIX.length), 'base64url');
    const [claim, mac] = [bytes.subarray(0, CLAIM_BYTES), bytes.subarray(CLAIM_BYTES)];
    const good = this.keys.map((key) => timingSafeEqual(mac, macOf(key, claim))).includes(true);
    return good ? { id: stringify(claim.subarray(0, 16)), generation: claim.readUInt32BE(16) } : null;
  }
}

function bytesOf({ id, generation }: InvitationClaim): Buffer {
  const bytes = Buffer.alloc(CLAIM_BYTES);
  bytes.set(parse(id));
  bytes.writeUInt32BE(generation, 16);
  return bytes;
}

const macOf = (key: Buffer, bytes: Buffer): Buffer => createHmac('sha256', key).update(bytes).digest();
