import { addressName } from '../../shared/postgres-address.js';
import type { RowSource } from '../row-source.js';
import { Replica, type Milestone, type ReplicaOptions } from './replica.js';
import { ReplicaReader } from './replica-reader.js';
import { MAX_STALENESS } from './staleness.js';
import { Watch } from './watch.js';

/** How often, in milliseconds, it is looked how far the replicas have come. */
const LOOK = 1_000;

export interface ReplicasOptions extends ReplicaOptions {
  /** Hears of a replica that is left out, and of one that is asked again (null), once each. */
  onChange?: (replica: string, trouble: string | null) => void;
}

/** What is told of a replica: its host and port, and why it is left out, if it is. */
export interface ReplicaState {
  name: string;
  trouble: string | null;
  /** Infinity when nothing is known of it. */
  staleness: number;
}

/**
 * The replicas of a primary. Once a second the place in its log is noted that the primary has come to, and each replica is asked
 * for its own: so it is known up to which moment everything is there, whatever clocks say, and also while nobody writes.
 */
export class Replicas {
  private readonly all: readonly { name: string; replica: Replica; told: string | null }[];
  private milestones: Milestone[] = [];
  private readonly watch: Watch;
  private next = 0;
  private readonly timer: NodeJS.Timeout;
  private looking: Promise<void> | null = null;

  constructor(
    private readonly primary: RowSource,
    primaryUrl: string,
    urls: readonly string[],
    private readonly options: ReplicasOptions,
  ) {
    this.all = urls.map((url) => ({ name: addressName(url), replica: new Replica(url, options), told: null }));
    this.watch = new Watch(primaryUrl);
    // What is not looked at grows old by itself, and is then left out.
    const look = () => void this.look().catch(() => undefined);
    this.timer = setInterval(look, LOOK).unref();
    look();
  }

  /** A replica that keeps up, each in its turn, for reads that belong together; null when there is none. */
  reader(): RowSource | null {
    for (let tried = 0; tried < this.all.length; tried++) {
      const { replica } = this.all[this.next++ % this.all.length]!;
      if (replica.keepsUp && replica.trouble === null) return new ReplicaReader(replica, this.primary);
    }
    return null;
  }

  get states(): ReplicaState[] {
    return this.all.map(({ name, replica: { trouble, staleness, keepsUp } }) => ({
      name,
      trouble: trouble ?? (keepsUp ? null : 'lags behind'),
      staleness,
    }));
  }

  /** Looks now; whoever comes while it is looked already waits for that. */
  look(): Promise<void> {
    return (this.looking ??= this.lookAtAll().finally(() => (this.looking = null)));
  }

  async close(): Promise<void> {
    clearInterval(this.timer);
    await this.looking;
    await Promise.all([this.watch, ...this.all.map(({ replica }) => replica)].map((one) => one.close()));
  }

  private async lookAtAll(): Promise<void> {
    const at = performance.now();
    const primary = await this.watch.standing().catch(() => null);
    if (primary) {
      this.milestones.push({ at, reached: primary.reached });
      this.milestones = this.milestones.filter((milestone) => at - milestone.at < MAX_STALENESS);
      await Promise.all(this.all.map(({ replica }) => replica.look(primary.identity, this.milestones)));
    }
    // Without the primary nothing can be learnt; what is known grows old by itself.
    for (const entry of this.all) {
      if (entry.told === entry.replica.trouble) continue;
      entry.told = entry.replica.trouble;
      this.options.onChange?.(entry.name, entry.told);
    }
  }
}
