import helmet, { type FastifyHelmetOptions } from '@fastify/helmet';
import Fastify, { type FastifyInstance } from 'fastify';

const YEAR_SECONDS = 365 * 86_400;

/** What is posted to answers with data and is no page, so that these say all; the others speak of what a page does. */
const FOR_ANSWERS = new Set([
  'content-security-policy',
  'cross-origin-resource-policy',
  'strict-transport-security',
  'x-content-type-options',
]);

/**
 * Headers that make browsers careful with every answer: nothing of it runs, nobody frames it, its type is not guessed.
 * Pages and downloads set their own in the place of these. Browsers are held to https only where the address is one.
 */
export async function registerSecureHeaders(server: FastifyInstance, { https }: { https: boolean }): Promise<void> {
  const headers = await headersOf({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], baseUri: ["'none'"], formAction: ["'none'"], frameAncestors: ["'none'"] },
    },
    // Other hosts of the domain are not ours to decide for.
    strictTransportSecurity: https && { maxAge: YEAR_SECONDS, includeSubDomains: false },
    // These speak to browsers that are gone.
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
    frameguard: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
    // Browsers want it on all pages of an origin or on none, and cannot keep to it for what is sandboxed, as mails and downloads are.
    originAgentCluster: false,
  });
  const ofAnswers = Object.fromEntries(Object.entries(headers).filter(([name]) => FOR_ANSWERS.has(name)));
  server.addHook('onRequest', ({ method }, reply, done) => {
    void reply.headers(method === 'POST' ? ofAnswers : headers);
    done();
  });
}

/** What Helmet adds to an answer. It is asked once, not for every answer, since it makes the same of each. */
async function headersOf(options: FastifyHelmetOptions): Promise<Record<string, string>> {
  const asked = Fastify();
  const plain = (await asked.inject('/')).headers;
  const helmeted = Fastify();
  await helmeted.register(helmet, options);
  const { headers } = await helmeted.inject('/');
  return Object.fromEntries(Object.entries(headers).flatMap(([name, value]) => (name in plain ? [] : [[name, String(value)]])));
}
