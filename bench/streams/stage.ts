import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { Ends } from '../ends.ts';
import { startSide, type RunningSide, type StartOptions } from '../sides/start-side.ts';
import { signIn } from '../sides/tokens.ts';
import type { Commits } from './commits.ts';
import { ListenerProcess } from './listeners/listener-process.ts';
import { LISTENERS, type Place } from './place.ts';
import type { StreamSide } from './stream-sides.ts';
import { nextSeries, Writer } from './writer.ts';

/** What everybody listens to: no field of it depends on who asks. */
const subscription = `
  subscription ($projectId: ID!) {
    projectActivity(projectId: $projectId) { cursor activity { id type summary createdAt actor { id name } } }
  }`;

/** Milliseconds between events that are to find out who listens. */
const PROBE = 100;
const PROBES = 300;

/** What all servers share. */
export interface StreamWorld extends StartOptions {
  client: pg.Client;
  place: Place;
  commits: Commits;
  ends: Ends;
}

/** A server, sockets that listen to what happens in one project, and somebody who makes it happen. */
export class Stage {
  readonly server: RunningSide<StreamSide>;
  readonly listeners: ListenerProcess;
  readonly writer: Writer;

  private constructor(server: RunningSide<StreamSide>, listeners: ListenerProcess, writer: Writer) {
    this.server = server;
    this.listeners = listeners;
    this.writer = writer;
  }

  /** @returns once every socket hears what happens. */
  static async open(side: StreamSide, world: StreamWorld, sockets: number): Promise<Stage> {
    const { databaseUrl, signingKeys, place, ends } = world;
    const server = await startSide(side, world);
    ends.add(() => server.stop());
    const people = [...(await signIn(databaseUrl, signingKeys, LISTENERS)).values()];
    const tokens = Array.from({ length: sockets }, (_, socket) => people[socket % people.length]!);
    const payload = { query: subscription, variables: { projectId: `prj_${place.projectId}` } };
    const { port } = server;
    const listeners = await ListenerProcess.open({ port, tokens, payload });
    const writer = new Writer({ port, token: people[0]!, rootFolderId: place.rootFolderId });
    const stage = new Stage(server, listeners, writer);
    ends.add(() => stage.close());
    await stage.#allHear();
    return stage;
  }

  async close(): Promise<void> {
    this.writer.close();
    this.listeners.close();
    await this.server.stop();
  }

  /** Has an event happen, and waits until every socket has heard of it. */
  async tell(name: string): Promise<void> {
    const heard = this.listeners.heard(name);
    await Promise.all([heard, this.writer.write(name)]);
  }

  /** The protocol does not acknowledge a subscription: events happen until everybody has heard one. */
  async #allHear(): Promise<void> {
    const series = nextSeries();
    for (let probe = 0; probe < PROBES; probe++) {
      await this.writer.write(`${series}${probe}`);
      await sleep(PROBE);
      const { hearing } = await this.listeners.order({ kind: 'look' });
      if (hearing === this.listeners.sockets) return this.tell(`${series}last`);
    }
    throw new Error(`${this.server.side.title} does not tell all sockets what happens.`);
  }
}
