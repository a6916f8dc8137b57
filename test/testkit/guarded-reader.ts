import type { FastifyReply, FastifyRequest } from 'fastify';
import { stillStands } from '../../src/access/session.policy.js';
import { JoseTokens } from '../../src/auth/jose-tokens.js';
import { RememberingTokens } from '../../src/auth/remembering-tokens.js';
import { loadSigningKeys } from '../../src/auth/signing-keys.js';
import { guardedRead } from '../../src/loaders/guarded-read.js';
import type { ReadModel } from '../../src/loaders/read-model.js';
import { StatementBuilder } from '../../src/loaders/sql/statement-builder.js';
import type { RequestContext } from '../../src/resolvers/request-context.js';
import { RememberedRequesters } from '../../src/server/remembered-requesters.js';
import { RequestContexts } from '../../src/server/request-contexts.js';
import { Viewpoint } from '../../src/loaders/viewpoint.js';
import { systemClock, type Clock } from '../../src/shared/clock.js';
import { viewer } from '../../src/shared/requester.js';
import { SignedLinks } from '../../src/storage/signed-links.js';
import type { TestApp } from './app.js';

interface Row {
  stands: boolean;
  names: string[] | null;
}

/** What a reader answers: the names that one may see, and whether it took a statement to find out who asks. */
export interface GuardedAnswer {
  names: string[];
  guarded: boolean;
}

/**
 * Reads by statements that are all of a query, as whoever is remembered: here, the names of their organizations. The names that
 * signed-out people may see are none.
 */
export class GuardedReader {
  readonly remembered: RememberedRequesters;
  /** Over which all of them ask. */
  private readonly connection = {};

  private constructor(
    private readonly model: ReadModel,
    private readonly contexts: (remembered: RememberedRequesters) => RequestContexts,
    private readonly clock: Clock,
  ) {
    this.remembered = new RememberedRequesters(clock);
  }

  static async of(test: TestApp, clock: Clock = systemClock): Promise<GuardedReader> {
    const keys = await loadSigningKeys({ configured: null, dataDir: test.dataDir });
    const tokens = new RememberingTokens(new JoseTokens(keys, clock), clock);
    const { perspectives, model } = test.app;
    const links = new SignedLinks({ secret: Buffer.alloc(32), clock });
    const rest = { links, address: null as never, addresses: { of: () => null } as never };
    return new GuardedReader(model, (remembered) => new RequestContexts({ tokens, remembered, perspectives, ...rest }), clock);
  }

  /** @throws GraphQLError UNAUTHENTICATED */
  async read(token: string | null): Promise<GuardedAnswer> {
    const contexts = this.contexts(this.remembered);
    const headers = token === null ? {} : { authorization: `Bearer ${token}` };
    const request = { id: 'r', raw: { socket: this.connection }, headers } as unknown as FastifyRequest;
    const known = contexts.ofRemembered(request, {} as FastifyReply);
    const names = known && (await this.names(known));
    if (names) return { names, guarded: true };
    contexts.forget(request);
    return { names: (await this.names(await contexts.ofRequest(request, {} as FastifyReply)))!, guarded: false };
  }

  private async names({ requester }: RequestContext): Promise<string[] | null> {
    const sql = new StatementBuilder(this.model.tables);
    const ids = sql.parameter(viewer.memberships, 'uuid[]');
    const names = `select json_agg(name order by name) from organizations where id = any (${ids})`;
    const { text, parameters } = sql.finish(
      `select stands, case when stands then (${names}) end as names from (select ${sql.condition(stillStands)} as stands) asking`,
    );
    const viewpoint = new Viewpoint(requester, this.clock);
    const values = parameters.map((one) => ('constant' in one ? one.constant : viewpoint.bound(one.parameter)));
    const rows = await guardedRead<Row>(this.model, { viewpoint, statement: { text, values }, held: ([row]) => row!.stands });
    return rows && (rows[0]!.names ?? []);
  }
}
