import type { ExecutionArgs } from 'graphql';
import { topicOf } from '../../events/live-event.js';
import { rightsTopicOf } from '../../events/rights-change.js';
import type { StreamLog } from '../../loaders/stream-log.js';
import type { FanOut, Listener } from '../../messaging/fan-out.js';
import { cursorExpired, nothingToHear, type LiveStream } from '../../resolvers/live-stream.js';
import type { Purse } from '../admission.js';
import { MayHear, type MayHearParts } from './may-hear.js';
import { Member } from './member.js';
import type { Outlet } from './outlet.js';
import { SeamlessStream } from './seamless-stream.js';
import { StreamGroup, type StreamGroups } from './stream-group.js';
import { StreamOperation } from './stream-operation.js';
import { Telling, type TellingParts } from './telling.js';

export interface StreamsParts extends MayHearParts, TellingParts {
  live: FanOut;
  log: StreamLog;
  /** Hears of what nobody expected. */
  report: (error: unknown) => void;
}

/** All streams that are told in this process. Who has asked the same, and is up to date, hears it together. */
export class Streams implements StreamGroups {
  private readonly shared = new Map<string, StreamGroup>();

  constructor(private readonly parts: StreamsParts) {}

  /**
   * Begins to tell a stream to somebody.
   * @param args the operation that asks for it.
   * @returns what waits for its end; `return` ends it.
   * @throws RequestError BAD_USER_INPUT when they may not listen any more, or CURSOR_EXPIRED when the log does not hold all that
   * came after the cursor.
   */
  async open(stream: LiveStream, args: ExecutionArgs, purse: Purse, outlet: Outlet): Promise<Member> {
    const { streamId } = stream.options;
    const userId = stream.context.requester.signedInUserId;
    const operation = new StreamOperation(args, streamId);
    const member = new Member(stream, userId, operation.isPersonal, purse, outlet);
    const listener = await this.listen(member);
    try {
      // What was taken from them before they listened was announced to nobody; nor was what is in the log already.
      const now = await member.now();
      if (now.requester.userId === null || (await stream.options.mayListen(now)) === null) throw nothingToHear();
      member.become(now.requester);
      const { head, oldest } = await this.parts.log.extent(streamId);
      const after = stream.after ?? head;
      if (after !== head && (after > head || oldest === null || oldest > after + 1)) throw cursorExpired();
      member.after = after;
      this.place(member, operation, listener, head);
      return member;
    } catch (error) {
      listener.end();
      throw error;
    }
  }

  async head(streamId: string): Promise<number> {
    return (await this.parts.log.extent(streamId)).head;
  }

  report(error: unknown): void {
    this.parts.report(error);
  }

  isShared(group: StreamGroup): boolean {
    return this.shared.get(group.operation.key) === group;
  }

  /** The first group of its kind that has told all that there is becomes the one that others join. */
  settle(group: StreamGroup): void {
    const { key } = group.operation;
    const shared = this.shared.get(key);
    if (!shared) this.shared.set(key, group);
    else if (shared !== group) group.moveTo(shared);
  }

  closed(group: StreamGroup): void {
    if (this.isShared(group)) this.shared.delete(group.operation.key);
  }

  leaveBehind(group: StreamGroup, member: Member): void {
    group.remove(member);
    this.goOnAlone(group, member).catch((error: unknown) => {
      this.report(error);
      member.outlet.breakOff('The server cannot go on. Come back, and resume from your cursor.');
    });
  }

  private async goOnAlone({ operation }: StreamGroup, member: Member): Promise<void> {
    const listener = await this.listen(member);
    try {
      const head = await this.head(member.stream.options.streamId);
      if (member.isOver) listener.end();
      else this.alone(member, operation, listener, head);
    } catch (error) {
      listener.end();
      throw error;
    }
  }

  private listen({ stream, userId }: Member): Promise<Listener> {
    return this.parts.live.listen(topicOf(stream.options.streamId), ...[userId, ...stream.places].map(rightsTopicOf));
  }

  private place(member: Member, operation: StreamOperation, listener: Listener, head: number): void {
    const shared = this.shared.get(operation.key);
    if (!shared?.welcomes(member)) return this.alone(member, operation, listener, head);
    shared.admit(member);
    listener.end();
  }

  private alone(member: Member, operation: StreamOperation, listener: Listener, head: number): void {
    const { stream, after } = member;
    const { live, log } = this.parts;
    const { streamId } = stream.options;
    const parts = {
      stream,
      operation,
      listener,
      events: new SeamlessStream({ streamId, after, head, listener, log }),
      mayHear: new MayHear(this.parts, stream),
      telling: new Telling(this.parts, operation, streamId),
      groups: this,
      doubt: live.doubt,
    };
    const group = new StreamGroup(parts, after);
    group.admit(member);
    // It hears of their rights because they are in the group, and no longer.
    listener.forget(rightsTopicOf(member.userId));
    group.run().catch((error: unknown) => this.report(error));
  }
}
