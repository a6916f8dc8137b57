import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { createApp, type App, type Overrides } from '../../src/app.js';
import { Argon2Passwords } from '../../src/auth/argon2-passwords.js';
import type { Config } from '../../src/config/config.js';
import { readEnvironment } from '../../src/config/environment.js';
import { systemClock, type Clock } from '../../src/shared/clock.js';
import { Client } from './client.js';
import { testDatabase } from './database.js';
import { World } from './world.js';

export interface TestAppOptions extends Overrides {
  config?: Partial<Config>;
  /** In place of a database of its own; it is then not dropped. */
  databaseUrl?: string;
  /** Hears every line of the log, in place of nobody. */
  onLog?: (line: Record<string, unknown>) => void;
}

/** A whole server on a database of its own, on a free port. */
export class TestApp {
  /** The text of every statement sent since the last time they were forgotten. */
  readonly statements: string[] = [];
  app!: App;
  /** Where the server takes the time from. */
  clock!: Clock;
  url!: string;
  databaseUrl!: string;
  /** Where the bytes of files lie, among others. */
  dataDir!: string;
  private release: (() => Promise<void>)[] = [];

  static async start(options: TestAppOptions = {}): Promise<TestApp> {
    const test = new TestApp();
    const { config: overrides = {}, databaseUrl, onLog, ...parts } = options;
    const dataDir = await mkdtemp(join(tmpdir(), 'atrium-app-'));
    const database = databaseUrl === undefined ? await testDatabase() : { url: databaseUrl, drop: async () => undefined };
    const redis = process.env['TEST_ON_SERVICES'] ? { REDIS_URL: process.env['REDIS_URL'] } : {};
    const config = { ...readEnvironment({ ATRIUM_ENV: 'test', PORT: '0', ATRIUM_DATA_DIR: dataDir, ...redis }), ...overrides };
    test.clock = parts.clock ?? systemClock;
    test.databaseUrl = database.url;
    test.dataDir = config.dataDir;
    test.app = await createApp(
      config,
      database.url,
      onLog ? pino({}, { write: (line) => onLog(JSON.parse(line)) }) : pino({ level: 'silent' }),
      {
        passwords: new Argon2Passwords({ cheap: true }),
        tasksEvery: null,
        onStatement: (sql) => test.statements.push(sql),
        ...parts,
      },
    );
    await test.app.listen();
    // Not what it calls itself, which may be a public address.
    test.url = `http://${config.host}:${(test.app.http.server.address() as AddressInfo).port}`;
    test.release = [() => test.app.close(), () => database.drop(), () => rm(dataDir, { recursive: true, force: true })];
    return test;
  }

  async close(): Promise<void> {
    for (const release of this.release) await release();
  }

  /** A new world of people, organizations and projects in this server. */
  world(): World {
    return new World(this);
  }

  get signedOut(): Client {
    return new Client(this.url);
  }

  /** The statements that some work sends, without those of the event pipeline, which looks for events all the time. */
  async statementsOf(work: () => Promise<unknown>): Promise<string[]> {
    await this.app.settle();
    this.statements.length = 0;
    await work();
    // What the writer of a change has done already, the pipeline does again, sooner or later.
    const isAgain = (sql: string, index: number) =>
      /on conflict .* do nothing$/.test(sql) && this.statements.indexOf(sql) < index;
    return this.statements.filter(
      (sql, index) =>
        !isAgain(sql, index) &&
        !/outbox_events|relay_events|event_log|consumer_checkpoints|queued_mails|pg_advisory|^(begin|commit|rollback)\b/i.test(
          sql,
        ),
    );
  }
}
