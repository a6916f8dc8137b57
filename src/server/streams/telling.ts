import { setImmediate as othersTurn } from 'node:timers/promises';
import type { ExecutionResult, GraphQLFormattedError } from 'graphql';
import { encodeStreamCursor } from '../../shared/stream-cursor.js';
import { isAway } from '../errors.js';
import type { Metrics } from '../metrics.js';
import type { Member } from './member.js';
import type { StreamOperation } from './stream-operation.js';

/** Audiences for which an event is executed at the same time. */
const AT_ONCE = 50;
/** Outlets that are written to before others get a turn. */
const IN_A_ROW = 500;

export interface TellingParts {
  /** An error as clients see it. */
  present: (error: unknown, requestId: string | null) => GraphQLFormattedError;
  metrics: Pick<Metrics, 'streamExecutions' | 'streamDeliveries'>;
}

export interface HowToTell {
  /** Does something again while what it needs is away; null when there is nobody left to tell. */
  patiently: <R>(work: () => Promise<R>) => Promise<R | null>;
  /** Called before each is sent the event, with how many are sent the same. @returns whether they still are to be. */
  sent: (member: Member, alike: number) => boolean;
}

/** Tells events: each is executed, and written as JSON, once for all who get the same answer. */
export class Telling {
  constructor(
    private readonly parts: TellingParts,
    private readonly operation: StreamOperation,
    private readonly streamId: string,
  ) {}

  /** @param told what the root field answers, but for the cursor. */
  async tell(members: readonly Member[], told: object, position: number, how: HowToTell): Promise<void> {
    const event = { ...told, cursor: encodeStreamCursor(this.streamId, position) };
    const audiences = [...Map.groupBy(members, ({ audience }) => audience).values()];
    for (let from = 0; from < audiences.length; from += AT_ONCE) {
      await Promise.all(
        audiences.slice(from, from + AT_ONCE).map(async (audience) => {
          const result = await how.patiently(() => this.execute(audience[0]!, event));
          if (result) await this.send(audience, result, event.cursor, how);
        }),
      );
    }
  }

  /** @throws Error when something was away that the answer needs: told without it, the event would be lost. */
  private async execute({ context, requester }: Member, event: object): Promise<ExecutionResult> {
    context.lookAs(requester);
    const result = await this.operation.execute(event, context);
    const away = result.errors?.find(isAway);
    if (away) throw away;
    return result;
  }

  private async send(audience: readonly Member[], result: ExecutionResult, cursor: string, { sent }: HowToTell): Promise<void> {
    this.parts.metrics.streamExecutions.inc();
    this.parts.metrics.streamDeliveries.inc(audience.length);
    const text = result.errors ? null : JSON.stringify(result);
    let written = 0;
    for (const member of audience) {
      if (!sent(member, audience.length)) continue;
      member.outlet.send(text ?? this.withErrors(result, member), cursor);
      if (++written % IN_A_ROW === 0) await othersTurn();
    }
  }

  private withErrors({ errors, ...rest }: ExecutionResult, { context }: Member): string {
    const { requestId } = context.origin;
    return JSON.stringify({ ...rest, errors: errors?.map((error) => this.parts.present(error, requestId)) });
  }
}
