import { z } from 'zod';

const ed25519 = z.object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string(), d: z.string() });
const p256 = z.object({ kty: z.literal('EC'), crv: z.literal('P-256'), x: z.string(), y: z.string(), d: z.string() });
const list = z.array(z.union([ed25519, p256])).min(1);
const keys = z.union([list, z.object({ keys: list }).transform((set) => set.keys)]);

/** Private parts that stand in the standards as examples, so that everybody has them (RFC 8037 A.1, RFC 7517 A.2, RFC 7515 A.3). */
const published = new Set([
  'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A',
  '870MB6gfuTJ4HtUnUvYMyJpr5eUZNP4Bk43bVdj3eAE',
  'jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI',
]);

/** `ATRIUM_SIGNING_KEYS`: the text of private JWKs (RFC 7517), in an array or a set; whether they sign is found out where they are used. */
export const signingKeys = z
  .string()
  .refine((text) => read(text) !== undefined, 'a JSON array of private Ed25519 or P-256 keys as JWKs');

/** Whether one of the keys is known to everybody. */
export const holdsPublishedKey = (text: string): boolean => read(text)?.some(({ d }) => published.has(d)) ?? false;

function read(text: string) {
  try {
    return keys.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
