import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';

/** Finds out from which address a request comes, past the proxies that are trusted to say so. */
export interface ClientAddresses {
  /** Whether the X-Forwarded-For of that address is believed. */
  trusts(address: string): boolean;
  /** Null when the connection is gone already. */
  of(request: IncomingMessage): string | null;
}

const named: Readonly<Record<string, readonly string[]>> = {
  loopback: ['127.0.0.0/8', '::1'],
  linklocal: ['169.254.0.0/16', 'fe80::/10'],
  uniquelocal: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
};

/** @param proxies addresses, networks (CIDR), or names of networks. */
export function clientAddresses(proxies: readonly string[]): ClientAddresses {
  const trusts = inNetworks(proxies);

  return {
    trusts,
    of({ socket, headers }) {
      let address = socket.remoteAddress === undefined ? null : plain(socket.remoteAddress);
      const told = String(headers['x-forwarded-for'] ?? '').split(',');
      // Each proxy adds at the end from whom it heard; what comes before the first that is not trusted anybody may have written.
      while (address !== null && trusts(address)) {
        const before = plain(told.pop()?.trim() ?? '');
        if (isIP(before) === 0) break;
        address = before;
      }
      return address;
    },
  };
}

/** @param networks addresses, networks (CIDR), or names of networks. */
function inNetworks(networks: readonly string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const network of networks.flatMap((name) => named[name] ?? [name])) {
    const [address = '', prefix] = network.split('/');
    if (prefix === undefined) list.addAddress(address, family(address));
    else list.addSubnet(address, Number(prefix), family(address));
  }
  return (address) => networks.length > 0 && isIP(address) !== 0 && list.check(plain(address), family(plain(address)));
}

const family = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

/** Without the brackets and the port that some proxies add; an IPv4 address that is written as IPv6 is IPv4. */
function plain(address: string): string {
  const bare = /^\[(.+)\](:\d+)?$/.exec(address)?.[1] ?? /^(\d+(?:\.\d+){3}):\d+$/.exec(address)?.[1] ?? address;
  return /^::ffff:(\d+(?:\.\d+){3})$/i.exec(bare)?.[1] ?? bare;
}

/** Whether an address is one of this machine that no other can reach. */
export const isLoopback = inNetworks(['loopback']);
