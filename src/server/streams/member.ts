import type { LiveStream } from '../../resolvers/live-stream.js';
import type { Perspective, RequestContext } from '../../resolvers/request-context.js';
import type { Requester } from '../../shared/requester.js';
import type { Purse } from '../admission.js';
import type { Outlet } from './outlet.js';

/** Somebody who listens to a stream: one subscription. */
export class Member implements AsyncIterableIterator<never> {
  /** The position after which it is to hear, or that it has heard up to. */
  after = 0;
  requester: Requester;
  /** The same of all whose rights in the place are the same; what anybody may hear depends on that. */
  rights = '';
  /** The same of all who are answered alike. */
  audience = '';
  /** Set when they may not listen any more: the event that took the right may be to come yet, or is known. */
  out: 'WAITING' | 'FINAL' | null = null;
  /** Ends it a while after. */
  leaving: NodeJS.Timeout | null = null;
  /** Called when the client has gone. */
  onGone: () => void = () => undefined;
  /** Points that are not paid yet. */
  private debt = 0;
  private finish!: () => void;
  private break!: (error: Error) => void;
  private readonly finished: Promise<void>;
  private over = false;

  constructor(
    readonly stream: LiveStream,
    readonly userId: string,
    private readonly isPersonal: boolean,
    private readonly purse: Purse,
    readonly outlet: Outlet,
  ) {
    this.requester = stream.context.requester;
    this.finished = new Promise((resolve, reject) => {
      this.finish = resolve;
      this.break = reject;
    });
    // Whether anybody waits for it or not.
    this.finished.catch(() => undefined);
    this.become(this.requester);
  }

  get context(): RequestContext {
    return this.stream.context;
  }

  get isOver(): boolean {
    return this.over;
  }

  /** What they see and may do at this moment. */
  now(): Promise<Perspective> {
    return this.context.now(this.outlet.claims);
  }

  /** To be called when it is known what they may do. */
  become(requester: Requester): void {
    this.requester = requester;
    const { sessionId, systemRole, narrowedTo } = requester;
    const places = this.stream.places.map((id) => requester.organizationRole(id) ?? requester.projectRole(id));
    this.rights = [this.stream.places.length === 0 ? this.userId : '', ...places, systemRole, ...(narrowedTo ?? ['ALL'])].join(
      ' ',
    );
    this.audience = this.isPersonal ? `${sessionId} ${this.rights}` : this.rights;
  }

  /** Owes a share of an event's price. @returns whether that makes a whole point or more with what was owed before. */
  owe(share: number): boolean {
    this.debt += share * this.purse.price;
    return this.isInDebt;
  }

  /** Whether they owe what they could not pay. */
  get isInDebt(): boolean {
    return this.debt >= 1;
  }

  /** Pays what is owed, in whole points. @returns 0, or after how many milliseconds there may be a budget for it again. */
  async pay(): Promise<number> {
    const points = Math.floor(this.debt);
    if (points === 0) return 0;
    this.debt -= points;
    const wait = await this.purse.pay(points);
    if (wait > 0) this.debt += points;
    return wait;
  }

  /** Ends it, as the client hears. */
  end(): void {
    this.stop(this.finish);
  }

  /** Ends it with an error that the client hears of. */
  fail(error: Error): void {
    this.stop(() => this.break(error));
  }

  private stop(tell: () => void): void {
    this.over = true;
    if (this.leaving) clearTimeout(this.leaving);
    tell();
  }

  /** Waits for its end: what it hears goes to the outlet. */
  async next(): Promise<IteratorResult<never>> {
    await this.finished;
    return { value: undefined, done: true };
  }

  /** The client has gone. */
  async return(): Promise<IteratorResult<never>> {
    this.end();
    this.onGone();
    return { value: undefined, done: true };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
