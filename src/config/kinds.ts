import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { z } from 'zod';

/** A text that `parse` reads; where it answers undefined, the issue's message says what is expected instead. */
export const kind = <T>(expected: string, parse: (text: string) => T | undefined) =>
  z.string().transform((text, context): T => {
    const value = parse(text);
    if (value !== undefined) return value;
    context.addIssue({ code: 'custom', message: expected });
    return z.NEVER;
  });

export const choice = <const T extends string>(...values: readonly T[]) =>
  kind(`one of ${values.join(', ')}`, (text) => values.find((value) => value === text));

export const onOff = kind('on or off', (text) => ({ on: true, off: false })[text]);

export const wholeNumber = (min: number, max: number, what: string) =>
  kind(`${what} from ${min} to ${max}`, (text) => {
    const value = /^\d{1,15}$/.test(text) ? Number(text) : NaN;
    return value >= min && value <= max ? value : undefined;
  });

const units: Record<string, number> = {
  B: 1,
  kB: 1e3,
  MB: 1e6,
  GB: 1e9,
  TB: 1e12,
  KiB: 2 ** 10,
  MiB: 2 ** 20,
  GiB: 2 ** 30,
  TiB: 2 ** 40,
};

/** A number of bytes, at least one: `1048576`, `10GiB` (IEC 80000-13) or `10GB` (SI). */
export const bytes = kind('a number of bytes such as 1048576, 512MiB or 10GiB', (text) => {
  const [, digits = '', unit = 'B'] = /^(\d+) ?([kKMGT]?i?B)?$/.exec(text) ?? [];
  const value = Number(digits) * (units[unit] ?? NaN);
  return value >= 1 && Number.isSafeInteger(value) ? value : undefined;
});

export const listOf = <T>(expected: string, parse: (item: string) => T | undefined) =>
  kind(`${expected}, separated by commas`, (text) => {
    const items = text.split(',').map((item) => parse(item.trim()));
    return items.every((item) => item !== undefined) ? items : undefined;
  });

/** Names of networks that `proxy-addr`, which Fastify asks, knows. */
const namedNetworks = new Set(['loopback', 'linklocal', 'uniquelocal']);

export const networks = listOf('addresses or networks such as 10.0.0.7, 10.0.0.0/8 or loopback', (item) => {
  const [address = '', prefix = '0', ...rest] = item.split('/');
  const version = isIP(address);
  const fits = version !== 0 && rest.length === 0 && /^\d{1,3}$/.test(prefix) && Number(prefix) <= (version === 4 ? 32 : 128);
  return fits || namedNetworks.has(item) ? item : undefined;
});

export const origins = listOf('origins such as https://app.example.org (a wildcard is none)', (item) => {
  const url = httpUrl(item);
  return url && (item === url.origin || item === `${url.origin}/`) ? url.origin : undefined;
});

export const publicUrl = kind('an address such as https://atrium.example.org, without a query', (text) => {
  const url = httpUrl(text);
  return url && !url.username && !url.search && !url.hash ? url.href.replace(/\/+$/, '') : undefined;
});

/** An IPv6 address may stand in brackets, as in URLs. */
export const host = kind('an address or a host name, without a port', (text) => {
  const bare = /^\[(.*)\]$/.exec(text)?.[1] ?? text;
  if (isIP(bare) === 6) return bare;
  return (isIP(text) || /^(?!-)[a-z\d-]+(\.[a-z\d-]+)*$/i.test(text)) && URL.canParse(`http://${text}`) ? text : undefined;
});

/** The address of a service, with one of these schemes. */
export const serviceUrl = (example: string, ...schemes: string[]) =>
  kind(`an address such as ${example}`, (text) => serviceAddress(text, schemes));

function serviceAddress(text: string, schemes: readonly string[]): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url?.host && schemes.includes(url.protocol) && isEscaped(url.username + url.password) ? text : undefined;
}

/** Whether each percent sign begins an escape (RFC 3986 §2.1): the clients of services decode user and password. */
function isEscaped(text: string): boolean {
  try {
    return decodeURIComponent(text) !== undefined;
  } catch {
    return false;
  }
}

/** The address of a Redis, whose path may name one of its databases by its number. */
export const redisUrl = kind(
  'an address such as redis://user:password@host:6379/0, with a percent sign in it written %25',
  (text) =>
    serviceAddress(text, ['redis:', 'rediss:']) !== undefined && /^(\/\d{0,5})?$/.test(new URL(text).pathname) ? text : undefined,
);

/** One address that mails come from, alone or after a name; never two, nor anything that would begin another header. */
export const mailbox = kind('one mail address such as Atrium <atrium@example.org>', (text) =>
  // eslint-disable-next-line no-control-regex -- they are what is refused
  /^(?:[^\u0000-\u001f\u007f<>@,;:"\\]*<([^\s<>@,;:"\\]+@[a-z\d.-]+)>|[^\s<>@,;:"\\]+@[a-z\d.-]+)$/i.test(text)
    ? text
    : undefined,
);

/** What can be sent as `Authorization: Bearer …` (RFC 6750 §2.1). */
export const bearerToken = kind('letters and digits, also - . _ ~ + /, without spaces', (text) =>
  /^[\w.~+/-]+=*$/.test(text) ? text : undefined,
);

/** A path, made absolute from the current directory. */
export const path = kind('a path', (text) => (text.includes('\0') ? undefined : resolve(text)));

function httpUrl(text: string): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url && ['http:', 'https:'].includes(url.protocol) ? url : undefined;
}
