import type { LiveStream } from '../../resolvers/live-stream.js';
import type { KnownRights } from '../../services/authentication/rights-that-moved.js';
import type { Clock } from '../../shared/clock.js';
import type { Member } from './member.js';

export interface MayHearParts {
  clock: Clock;
  /** Those of whom not all stands any more that was known. */
  moved: (known: readonly KnownRights[]) => Promise<ReadonlySet<string>>;
}

/** Finds out who of those who listen to a stream may still do so at this moment: one statement for all, and one for each kind of rights. */
export class MayHear {
  constructor(
    private readonly parts: MayHearParts,
    private readonly stream: LiveStream,
  ) {}

  /**
   * Marks those who may not listen any more.
   * @returns those who cannot be told anything: whose session is over (`ended`), or whose token is (`expired`). Whoever keeps the
   * connection closes it then, so that the client comes back with a fresh token.
   */
  async check(members: Iterable<Member>): Promise<{ ended: Member[]; expired: Member[] }> {
    const [now, listening, expired] = [this.parts.clock.now(), [] as Member[], [] as Member[]];
    for (const member of members) {
      const { validUntil } = member.outlet.claims ?? {};
      if (validUntil !== undefined && validUntil <= now) expired.push(member);
      else if (member.out === null) listening.push(member);
    }
    const moved = await this.parts.moved(knownOf(listening));
    const concerned = listening.filter(({ userId }) => moved.has(userId));
    const present = await Promise.all(concerned.map((member) => this.look(member)));
    const ended = concerned.filter((_, i) => !present[i]);
    await this.checkPlace(listening.filter((member) => member.out === null && !ended.includes(member)));
    return { ended, expired };
  }

  /** Looks anew at somebody whose rights have changed. @returns whether they are signed in. */
  private async look(member: Member): Promise<boolean> {
    const now = await member.now();
    if (now.requester.userId === null) return false;
    member.become(now.requester);
    if ((await this.stream.options.mayListen(now)) === null) member.out = 'WAITING';
    return true;
  }

  /** What may be heard of a place depends on the rights there, and on what has become of it. */
  private async checkPlace(listening: readonly Member[]): Promise<void> {
    for (const kind of Map.groupBy(listening, ({ rights }) => rights).values()) {
      const { context, requester } = kind[0]!;
      context.lookAs(requester);
      if ((await this.stream.options.mayListen(context)) === null) for (const member of kind) member.out = 'WAITING';
    }
  }
}

/** Of who listens several times, the oldest that is known. */
function knownOf(members: readonly Member[]): KnownRights[] {
  const known = new Map<string, KnownRights>();
  for (const { userId, requester } of members) {
    const rightsStamp = requester.rightsStamp ?? -1;
    const other = known.get(userId);
    if (!other || other.rightsStamp > rightsStamp) known.set(userId, { userId, rightsStamp });
  }
  return [...known.values()];
}
