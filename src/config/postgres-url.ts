import { z } from 'zod';
import { postgresAddress } from '../shared/postgres-address.js';

const EXAMPLE = 'postgres://user:password@host:5432/name, or postgresql:///name?host=/var/run/postgresql for a socket';

/** The address of a PostgreSQL, as libpq writes it; also of a socket. */
export const postgresUrl = z.string().superRefine((text, context) => {
  const message = fault(text);
  if (message !== null) context.addIssue({ code: 'custom', message });
});

/** Several, separated by commas. */
export const postgresUrls = z
  .string()
  .transform((text) => text.split(',').map((item) => item.trim()))
  .pipe(
    z.array(z.string()).superRefine((items, context) => {
      const message = items.map(fault).find((found) => found !== null);
      if (message !== undefined) context.addIssue({ code: 'custom', message: `addresses separated by commas, each ${message}` });
    }),
  );

/** What the text has to be instead; null when it is right. No part of it is repeated: it may hold a secret. */
function fault(text: string): string | null {
  if (!/^postgres(ql)?:\/\//.test(text)) return `an address such as ${EXAMPLE}`;
  // RFC 3986 §2.1. The driver takes some of them for themselves, and refuses others without saying so.
  if (/%(?![\da-f]{2})/i.test(text))
    return 'an address in which each "%" begins an escape of two hexadecimal digits: write %25 for a percent sign, as in a password';
  const address = postgresAddress(text);
  if (address === null)
    return `an address such as ${EXAMPLE}; in a name or a password write %40 for @, %3A for :, %2F for /, %23 for #`;
  if (!address.host) return `an address with a host, such as ${EXAMPLE}`;
  if (!address.database) return `an address that ends with the name of the database, such as ${EXAMPLE}`;
  return null;
}
