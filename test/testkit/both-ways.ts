import { JoseTokens } from '../../src/auth/jose-tokens.js';
import { loadSigningKeys } from '../../src/auth/signing-keys.js';
import type { Config } from '../../src/config/config.js';
import { readEnvironment } from '../../src/config/environment.js';
import { TestApp } from './app.js';
import type { Client } from './client.js';
import { CountingAnswerer } from './counting-answerer.js';
import { rawRequest, type RawAnswer, type RawRequest } from './raw-request.js';
import { eventually } from './socket.js';
import type { BuiltOrganization, BuiltProject, Person } from './world.js';

/** Whose pages may call. */
export const ORIGIN = 'https://app.example';

/** Two servers on one database with the same settings, keys and people: one answers directly where it can, one executes everything. */
export class BothWays {
  private constructor(
    readonly direct: TestApp,
    readonly usual: TestApp,
    readonly answerer: CountingAnswerer,
    private readonly logs: Record<'direct' | 'usual', Record<string, any>[]>,
    readonly ada: Person,
    readonly organization: BuiltOrganization,
    readonly project: BuiltProject,
    readonly narrow: Client,
    readonly expired: string,
  ) {}

  static async start(settings: Partial<Config> = {}): Promise<BothWays> {
    const { limits } = readEnvironment({});
    const config = { redisUrl: null, corsOrigins: [ORIGIN], limits: { ...limits, budget: 10_000 }, ...settings };
    const answerer = new CountingAnswerer();
    const logs = { direct: [] as Record<string, any>[], usual: [] as Record<string, any>[] };
    const direct = await TestApp.start({ config, answerer: answerer.around, onLog: (line) => logs.direct.push(line) });
    const usual = await TestApp.start({
      config: { ...config, dataDir: direct.dataDir },
      databaseUrl: direct.databaseUrl,
      answerer: () => null,
      onLog: (line) => logs.usual.push(line),
    });
    const world = usual.world();
    const ada = await world.person('Ada');
    // What the address of both has spent, and what was counted, is to be the same.
    await direct.world().person('Eve');
    const organization = await world.organization([[ada, 'OWNER']]);
    const project = await world.project(organization);
    const narrow = await world.narrowed(ada, 'PROJECT_READ');
    const keys = await loadSigningKeys({ configured: null, dataDir: direct.dataDir });
    const claims = { userId: ada.storedId, sessionId: project.storedId };
    const before = { now: () => new Date(Date.now() - 3_600_000) };
    const { token } = await new JoseTokens(keys, before).issue(claims);
    return new BothWays(direct, usual, answerer, logs, ada, organization, project, narrow, token);
  }

  async close(): Promise<void> {
    await this.usual.close();
    await this.direct.close();
  }

  /** Sends the same down both ways, expects the same of both, in the answer and in the log. @returns the answer, and whether it came directly. */
  async send(request: RawRequest, requestId: string): Promise<RawAnswer & { direct: boolean }> {
    const marked = { ...request, headers: { ...request.headers, 'x-request-id': requestId } };
    const before = this.answerer.answered;
    const direct = await rawRequest(this.direct.url, marked);
    const wentDirectly = this.answerer.answered > before;
    const usual = await rawRequest(this.usual.url, marked);
    expect(comparable(direct)).toEqual(comparable(usual));
    secondsLeft(direct).forEach((seconds, at) => expect(Math.abs(seconds - secondsLeft(usual)[at]!)).toBeLessThanOrEqual(1));
    const [lines, others] = [await this.logged('direct', requestId), await this.logged('usual', requestId)];
    expect(lines).toEqual(others);
    return { ...direct, direct: wentDirectly };
  }

  /** What was logged of a request, without what is never the same twice. */
  private async logged(server: 'direct' | 'usual', requestId: string): Promise<object[]> {
    const lines = () => this.logs[server].filter((line) => line['requestId'] === requestId);
    await eventually(() => lines().some(({ msg }) => msg === 'request completed') || undefined);
    return lines().map(({ time: _time, responseTime: _took, pid: _pid, hostname: _host, req, ...line }) => ({
      ...line,
      ...(req && { req: { ...req, host: null, remotePort: null } }),
    }));
  }
}

/** What an answer says of them, and when to come back; 0 where it says nothing. */
const secondsLeft = ({ headers }: RawAnswer): number[] =>
  ['ratelimit', 'retry-after'].map((wanted) =>
    Number(/(?:t=|^)(\d+)$/.exec(headers.find(([name]) => name === wanted)?.[1] ?? '0')![1]),
  );

/** All of an answer but the date and the seconds that are left of the budget's minute. */
const comparable = ({ status, headers, body }: RawAnswer) => ({
  status,
  body: body.replace(/(Come back in |"retryAfterSeconds":)\d+/g, '$1'),
  headers: headers
    .filter(([name]) => !['date', 'retry-after'].includes(name.toLowerCase()))
    .map(([name, value]) => [name, name === 'ratelimit' ? value.replace(/t=\d+/, 't') : value]),
});
