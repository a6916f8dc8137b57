import { setTimeout as sleep } from 'node:timers/promises';
import { encodeStreamCursor } from '../../src/shared/stream-cursor.js';
import { streamOf, type LogEntry } from './activity-log.js';
import { Client } from './client.js';
import { HeldStream } from './held-stream.js';
import { createFolder, createProject } from './operations.js';
import { writePersistently, type Writing } from './persistent-writer.js';
import { eventually } from './socket.js';
import { upTo } from './streamed-place.js';

const signUp = `mutation ($input: SignUpInput!) { signUp(input: $input) { accessToken userErrors { code path message } } }`;
const createOrganization = `mutation ($input: CreateOrganizationInput!) { createOrganization(input: $input) { organization { id } userErrors { code path message } } }`;

/** A server, or several behind one address, and the database that they have. */
export interface Installation {
  url: string;
  rows<T extends object>(text: string, values?: unknown[]): Promise<T[]>;
}

interface WatchedStream {
  streamId: string;
  listeners: HeldStream[];
}

/** An organization with two projects into which many write, and who listens to all of it: so that nothing gets lost unseen. */
export class WatchedPlace {
  readonly written: Writing[] = [];
  /** The names of folders that were asked for once, and of which nobody can know whether they were made. */
  readonly unsure = new Set<string>();
  private readonly streams: WatchedStream[] = [];
  /** How many folders were asked for so far. */
  begun = 0;
  private readonly closing = new AbortController();

  private constructor(
    readonly owner: Client,
    private readonly installation: Installation,
    private readonly organizationId: string,
    readonly projects: readonly { id: string; rootFolder: { id: string } }[],
  ) {}

  static async in(installation: Installation): Promise<WatchedPlace> {
    const { accessToken } = await new Client(installation.url).mutate(signUp, {
      email: 'noa@people.example',
      password: 'correct horse battery',
      name: 'Noa',
    });
    const owner = new Client(installation.url, accessToken);
    const { organization } = await owner.mutate(createOrganization, { name: 'Watched' });
    const projects = [];
    for (const name of ['One', 'Two'])
      projects.push((await owner.mutate(createProject, { organizationId: organization.id, name })).project);
    return new WatchedPlace(owner, installation, organization.id, projects);
  }

  /** Listens to the organization and to both projects, each from its beginning and as often as told. */
  listen(times: number): void {
    const streams = [
      ['organizationActivity(organizationId: $id', this.organizationId] as const,
      ...this.projects.map(({ id }) => ['projectActivity(projectId: $id', id] as const),
    ];
    for (const [field, id] of streams) {
      const streamId = id.slice(4);
      const beginning = encodeStreamCursor(streamId, 0);
      const listeners = Array.from({ length: times }, () => new HeldStream(this.owner, field, id, beginning));
      this.streams.push({ streamId, listeners });
    }
  }

  get listeners(): readonly HeldStream[] {
    return this.streams.flatMap(({ listeners }) => listeners);
  }

  /** Makes one folder, in either project by turns, however often it has to be asked for. */
  async write(name?: string): Promise<Writing> {
    const writing = await writePersistently(this.owner, this.next(name), this.closing.signal);
    this.written.push(writing);
    return writing;
  }

  /** Asks for one folder once. @returns the code of the error that was answered, NONE without an answer; null when it was made. */
  async tryToWrite(): Promise<string | null> {
    const input = this.next();
    const began = performance.now();
    const answer = await this.owner.send<any>(createFolder, { input }).catch(() => null);
    const folderId = answer?.data?.createFolder?.folder.id as string | undefined;
    if (folderId === undefined) this.unsure.add(input.name);
    else this.written.push({ began, acknowledged: performance.now(), folderId, name: input.name });
    return answer ? (answer.errors?.[0]?.extensions.code ?? null) : 'NONE';
  }

  /**
   * Makes so many, with a pause of up to so many milliseconds after each. One whose acknowledgement takes long does not hold up the
   * others; all are acknowledged in the end.
   */
  async writeMany(count: number, pause: () => number): Promise<void> {
    const writings: Promise<Writing>[] = [];
    for (let n = 0; n < count; n++) {
      const writing = this.write();
      writings.push(writing);
      await Promise.race([writing.catch(() => undefined), sleep(500)]);
      await sleep(pause());
    }
    await Promise.all(writings);
  }

  /** Whether all who listen to the organization, and to the project that it is in, have heard of a folder. */
  isHeard({ folderId }: Writing): boolean {
    const [organization, ...projects] = this.streams.map(({ listeners }) =>
      listeners.every(({ heard }) => heard.some(({ subjectId }) => subjectId === folderId)),
    );
    return organization! && projects.some((heard) => heard);
  }

  /** How many milliseconds after a moment the first of its listeners, and the last, heard of something that was begun after it. */
  pauseAfter(moment: number): { first: number; last: number } {
    const later = new Set(this.written.filter(({ began }) => began > moment).map(({ folderId }) => folderId));
    const heardAt = this.listeners.map(({ heard }) => heard.find(({ subjectId }) => later.has(subjectId))?.at ?? Infinity);
    return { first: Math.round(Math.min(...heardAt) - moment), last: Math.round(Math.max(...heardAt) - moment) };
  }

  /** Expects that all that was acknowledged is in the log once and in order, and that every listener has heard the log, each event once. */
  async expectNothingLostOrDoubled(): Promise<void> {
    await Promise.all(
      this.streams.map(async ({ streamId, listeners }) => {
        const entries = await this.wholeStream(streamId);
        expect(entries.map(({ position }) => position)).toEqual(upTo(entries.length, 1));
        const isHeard = () => listeners.every(({ heard }) => heard.length >= entries.length);
        await eventually(isHeard, 12_000).catch(() => undefined);
      }),
    );
    // Were one announced twice, it would come within the next look of another server.
    await sleep(1_200);
    for (const { streamId, listeners } of this.streams) {
      const ids = (await streamOf(this.installation, streamId)).map(({ activityId }) => activityId);
      for (const { heard, failure } of listeners) {
        expect(failure).toBeNull();
        const told = heard.map(({ id }) => id);
        const [known, unique] = [new Set(ids), new Set(told)];
        expect({
          lost: ids.filter((id) => !unique.has(id)).length,
          doubled: told.length - unique.size,
          unknown: told.filter((id) => !known.has(id)).length,
          inOrder: told.join() === ids.join(),
        }).toEqual({ lost: 0, doubled: 0, unknown: 0, inOrder: true });
      }
    }
    const [organization] = this.streams;
    this.expectAllWritten((await streamOf(this.installation, organization!.streamId)).filter(isFolder));
  }

  async close(): Promise<void> {
    this.closing.abort();
    await Promise.all(this.listeners.map((listener) => listener.close()));
  }

  private next(name?: string): { parentId: string; name: string } {
    const number = this.begun++;
    const { rootFolder } = this.projects[number % this.projects.length]!;
    return { parentId: rootFolder.id, name: name ?? `Folder ${number}` };
  }

  /** The stream, once all that was written is in it. */
  private async wholeStream(streamId: string): Promise<LogEntry[]> {
    await eventually(async () => {
      const [waiting] = await this.installation.rows<{ count: number }>('select count(*)::int from outbox_events');
      return waiting!.count === 0;
    });
    return streamOf(this.installation, streamId);
  }

  private expectAllWritten(entries: readonly LogEntry[]): void {
    const sure = entries.filter(({ name }) => !this.unsure.has(name));
    expect(sure.map(({ name }) => name).sort()).toEqual(this.written.map(({ name }) => name).sort());
    expect(new Set(entries.map(({ name }) => name)).size).toBe(entries.length);
    const writings = new Map(this.written.map((writing) => [writing.name, writing]));
    // What was acknowledged before another was begun comes before it.
    let latestBeginning = 0;
    for (const { name, subjectId } of sure) {
      const { began, acknowledged, folderId } = writings.get(name)!;
      if (folderId !== null) expect(folderId).toBe(`fld_${subjectId}`);
      expect(acknowledged).toBeGreaterThan(latestBeginning);
      latestBeginning = Math.max(latestBeginning, began);
    }
  }
}

const isFolder = ({ type }: LogEntry): boolean => type === 'folder.created';
