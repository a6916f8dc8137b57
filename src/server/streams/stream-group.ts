import { setImmediate as othersTurn, setTimeout as sleep } from 'node:timers/promises';
import type { LiveEvent } from '../../events/live-event.js';
import { isLastWord, rightsChangedBy, rightsTopicOf, type RightsChange } from '../../events/rights-change.js';
import { mark, missed, type Listener } from '../../messaging/fan-out.js';
import type { LiveStream } from '../../resolvers/live-stream.js';
import { RequestError } from '../../shared/errors.js';
import type { MayHear } from './may-hear.js';
import type { Member } from './member.js';
import type { Message, SeamlessStream } from './seamless-stream.js';
import type { StreamOperation } from './stream-operation.js';
import type { Telling } from './telling.js';

/** Who has lost the right to listen waits that long, in milliseconds, for the event that took it, if it is one they are to hear. */
const LAST_WORD_WITHIN = 1_000;
/** What fails, since the database is away, is tried again after so many milliseconds, and given up after so many times. */
const [TRY_AGAIN, MOST_TRIES] = [500, 240];
/** Milliseconds between two looks at whether something was heard that ends it for who stands still. */
const LOOK_AGAIN = 1_000;
/** Events that are written at once. */
const TOGETHER = 20;
/** What writing to an outlet costs, as a share of an event's price. */
const LEAST_SHARE = 0.01;
/** Bytes that may wait for a reader who is told of what they have missed, and for how many milliseconds. */
const [MOST_UNSENT, PATIENCE] = [64 * 1024, 30_000];

export interface StreamGroupParts {
  /** What one of them has asked for, and the others as well. */
  stream: LiveStream;
  operation: StreamOperation;
  events: SeamlessStream;
  listener: Listener;
  mayHear: MayHear;
  telling: Telling;
  groups: StreamGroups;
  /** Milliseconds after which it is looked for what nobody has announced. */
  doubt: number;
}

/** What a group has to do with the others. */
export interface StreamGroups {
  isShared(group: StreamGroup): boolean;
  /** To be called when a group has told all that there is. */
  settle(group: StreamGroup): void;
  /** Gives somebody a group of their own, who cannot follow the others at present. */
  leaveBehind(group: StreamGroup, member: Member): void;
  closed(group: StreamGroup): void;
  /** The position of the latest event of a stream. */
  head(streamId: string): Promise<number>;
  /** Hears of what nobody expected. */
  report(error: unknown): void;
}

/**
 * Those who have asked the same of one stream: each event is told to each who may hear it at that moment. A group is shared by all who
 * are up to date; who has to catch up, or stands still, has one of their own.
 */
export class StreamGroup {
  readonly members = new Set<Member>();
  /** Everybody was told up to there. */
  private reached: number;
  private closed = false;
  /** Whether something was heard, since it was last looked, after which some may not listen any more. */
  private isInDoubt = false;
  private toldAt = performance.now();
  private readonly looking: NodeJS.Timeout;
  /** Ends what it waits for when it ends. */
  private readonly ending = new AbortController();

  /** @param after the position after which it begins. */
  constructor(
    private readonly parts: StreamGroupParts,
    after: number,
  ) {
    this.reached = after;
    parts.listener.onMessage = (message) => {
      if (message === missed || message === mark || 'positions' in (message as LiveEvent | RightsChange)) this.isInDoubt = true;
    };
    // Clients that came all at once, after a restart, are not to be looked after all at once.
    const every = parts.doubt * (0.75 + Math.random() / 2);
    const report = (error: unknown) => parts.groups.report(error);
    this.looking = setInterval(() => void this.look().catch(report), every).unref();
  }

  get operation(): StreamOperation {
    return this.parts.operation;
  }

  /** Whether that member would miss nothing here. */
  welcomes(member: Member): boolean {
    return !this.closed && this.reached <= member.after;
  }

  /** Takes somebody in whom it welcomes, and of whose rights this process hears already. */
  admit(member: Member): void {
    this.members.add(member);
    member.onGone = () => this.remove(member);
    this.parts.listener.hear(rightsTopicOf(member.userId)).catch(() => this.parts.listener.miss());
    // They may have lost the right to listen since that was looked at.
    this.parts.listener.push(mark);
  }

  /** Tells somebody nothing any more. */
  remove(member: Member): void {
    if (!this.members.delete(member)) return;
    member.after = Math.max(member.after, this.reached);
    this.parts.listener.forget(rightsTopicOf(member.userId));
    if (this.members.size === 0) this.close();
  }

  /** Hands over to another group those whom it welcomes. */
  moveTo(other: StreamGroup): void {
    for (const member of this.members) {
      member.after = Math.max(member.after, this.reached);
      if (!other.welcomes(member)) continue;
      other.admit(member);
      this.remove(member);
    }
  }

  /** Goes on for as long as there is somebody. */
  async run(): Promise<void> {
    try {
      for (;;) {
        if (!this.parts.groups.isShared(this) && this.isUpToDate) this.parts.groups.settle(this);
        const messages = await this.patiently(() => this.parts.events.next());
        if (messages === null) break;
        await this.patiently(() => this.check());
        await this.handleAll(messages);
        this.sayGoodbye();
        if (performance.now() - this.toldAt > this.parts.doubt * 0.7) await this.checkpoint();
      }
    } catch (error) {
      this.breakOff(error as Error);
    }
    this.close();
  }

  /** Whether all is told that there is, and nobody stands still. */
  private get isUpToDate(): boolean {
    return !this.closed && this.parts.events.isIdle && ![...this.members].some(({ isInDebt }) => isInDebt);
  }

  /** What comes together goes out together, for a write costs more than all else; then readers get the time to read. */
  private async handleAll(messages: readonly Message[]): Promise<void> {
    for (let from = 0; from < messages.length; from += TOGETHER) {
      const some = messages.slice(from, from + TOGETHER);
      const gathers = some.length > 1 && this.parts.groups.isShared(this);
      const gathered = gathers ? [...this.members].map(({ outlet }) => outlet.gather()) : [];
      try {
        for (const message of some) await this.handle(message);
      } finally {
        for (const write of gathered) write();
      }
      if (from + TOGETHER < messages.length) await othersTurn();
    }
  }

  private async handle(message: Message): Promise<void> {
    if (message === mark || this.closed) return;
    const told = this.parts.stream.options.tell(message);
    await this.tellLast(message, told);
    if ('positions' in message) return;
    if (told) await this.tellAll(told, message.position);
    this.reached = message.position;
  }

  /** Of the event that took their right those hear who are to, and nothing after it. */
  private async tellLast(message: LiveEvent | RightsChange, told: object | null): Promise<void> {
    const last: Member[] = [];
    const changed = rightsChangedBy(message.event);
    for (const member of this.members) {
      if (member.out === null) continue;
      const word = isLastWord(message.event, member.userId);
      if (word === 'TO_PERSON' || (word === 'TO_ALL' && member.out === 'WAITING')) last.push(member);
      // Of an end for all hears who could see until then.
      else if (changed === member.userId || this.parts.stream.places.includes(changed ?? '')) member.out = 'FINAL';
    }
    // An event that belongs to other streams is told here as if it were the latest.
    const own = 'positions' in message ? message.positions[this.parts.stream.options.streamId] : message.position;
    if (told && last.length > 0) await this.tell(last, told, own ?? this.reached);
    last.forEach((member) => this.end(member));
  }

  /** Tells all who have not heard it, also who comes meanwhile. */
  private async tellAll(told: object, position: number): Promise<void> {
    for (;;) {
      const waiting = [...this.members].filter((one) => one.out === null && !one.isOver && one.after < position);
      if (waiting.length === 0 || this.closed) return;
      if (this.parts.groups.isShared(this)) await this.tell(waiting, told, position, true);
      else await Promise.all(waiting.map(async (one) => (await this.isReady(one)) && this.tell([one], told, position)));
    }
  }

  private async tell(members: readonly Member[], told: object, position: number, charges = false): Promise<void> {
    this.toldAt = performance.now();
    const sent = (member: Member, alike: number): boolean => {
      // Some have gone, or fallen behind, meanwhile.
      if (member.isOver || !this.members.has(member)) return false;
      member.after = Math.max(member.after, position);
      if (charges && member.owe(Math.max(LEAST_SHARE, 1 / alike))) this.charge(member);
      return true;
    };
    await this.parts.telling.tell(members, told, position, { sent, patiently: (work) => this.patiently(work) });
  }

  /** Whoever cannot pay stands still, and hears later of what happens meanwhile. */
  private charge(member: Member): void {
    const stand = (wait: number) => {
      if (wait > 0 && this.members.has(member)) this.parts.groups.leaveBehind(this, member);
    };
    member.pay().then(stand, (error: unknown) => this.parts.groups.report(error));
  }

  /**
   * Waits until somebody with a group of their own can take one more event: it is paid for, and they follow.
   * @returns whether they may still hear it then.
   */
  private async isReady(member: Member): Promise<boolean> {
    member.owe(1);
    const mayHear = () => this.members.has(member) && member.out === null;
    for (const since = performance.now(); mayHear();) {
      const isSlow = member.outlet.unsent > MOST_UNSENT;
      const wait = isSlow ? LOOK_AGAIN / 20 : await member.pay();
      if (wait === 0) break;
      if (isSlow && performance.now() - since > PATIENCE) {
        member.outlet.breakOff('Too much waits to be read. Come back, and resume from your cursor.');
        this.remove(member);
      }
      await this.sleep(Math.min(wait, LOOK_AGAIN));
      if (this.isInDoubt) await this.patiently(() => this.check());
    }
    return mayHear();
  }

  private async check(): Promise<void> {
    this.isInDoubt = false;
    const { ended, expired } = await this.parts.mayHear.check(this.members);
    expired.forEach((member) => this.remove(member));
    ended.forEach((member) => this.end(member));
  }

  /** Who may not listen any more waits a moment for the event that says why. */
  private sayGoodbye(): void {
    for (const member of this.members) {
      if (member.out !== null) member.leaving ??= setTimeout(() => this.end(member), LAST_WORD_WITHIN);
    }
  }

  private end(member: Member): void {
    member.end();
    this.remove(member);
  }

  /** Keeps the cursor young where nothing happens, or nothing that is told. */
  private async checkpoint(): Promise<void> {
    const upToDate = [...this.members].filter((member) => member.out === null && member.after <= this.reached);
    await this.tell(upToDate, this.parts.stream.options.checkpoint, this.reached);
  }

  /** Looks for what nobody has announced, since messages between processes can be lost. */
  private async look(): Promise<void> {
    const { events, groups, listener, stream } = this.parts;
    events.expect(await groups.head(stream.options.streamId).catch(() => 0));
    listener.push(mark);
  }

  private breakOff(error: Error): void {
    const isKnown = error instanceof RequestError;
    if (!isKnown) this.parts.groups.report(error);
    for (const member of this.members) {
      if (isKnown) member.fail(error);
      else member.outlet.breakOff('The server cannot go on. Come back, and resume from your cursor.');
    }
  }

  private close(): void {
    if (this.closed) return;
    this.closed = true;
    this.ending.abort();
    clearInterval(this.looking);
    this.parts.listener.end();
    this.parts.groups.closed(this);
  }

  /** Null when it is over meanwhile. */
  private async patiently<R>(work: () => Promise<R>): Promise<R | null> {
    for (let tried = 1; !this.closed; tried++) {
      try {
        return await work();
      } catch (error) {
        if (error instanceof RequestError || tried === MOST_TRIES) throw error;
        await this.sleep(TRY_AGAIN);
      }
    }
    return null;
  }

  private async sleep(milliseconds: number): Promise<void> {
    await sleep(milliseconds, undefined, { signal: this.ending.signal, ref: false }).catch(() => undefined);
  }
}
