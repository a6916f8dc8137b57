import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';

const YEAR_SECONDS = 365 * 86_400;

/**
 * Headers that make browsers careful with every answer: nothing of it runs, nobody frames it, its type is not guessed.
 * Pages and downloads set their own in the place of these. Browsers are held to https only where the address is one.
 */
export async function registerSecureHeaders(server: FastifyInstance, { https }: { https: boolean }): Promise<void> {
  await server.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], baseUri: ["'none'"], formAction: ["'none'"], frameAncestors: ["'none'"] },
    },
    // Other hosts of the domain are not ours to decide for.
    strictTransportSecurity: https && { maxAge: YEAR_SECONDS, includeSubDomains: false },
    frameguard: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
    // Browsers want it on all pages of an origin or on none, and cannot keep to it for what is sandboxed, as mails and downloads are.
    originAgentCluster: false,
  });
}
