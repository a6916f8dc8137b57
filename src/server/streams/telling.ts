import { setImmediate as othersTurn } from 'node:timers/promises';
import type { ExecutionResult, GraphQLFormattedError } from 'graphql';
import { encodeStreamCursor } from '../../shared/stream-cursor.js';
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

/** Tells events: each is executed, and written as JSON, once for all who get the same answer. */
export class Telling {
  constructor(
    private readonly parts: TellingParts,
    private readonly operation: StreamOperation,
    private readonly streamId: string,
  ) {}

  /**
   * @param told what the root field answers, but for the cursor.
   * @param sent is called before each who is sent it, with how many are sent the same, and says whether they still are to be.
   */
  async tell(
    members: readonly Member[],
    told: object,
    position: number,
    sent: (member: Member, alike: number) => boolean,
  ): Promise<void> {
    const event = { ...told, cursor: encodeStreamCursor(this.streamId, position) };
    const audiences = [...Map.groupBy(members, ({ audience }) => audience).values()];
    for (let from = 0; from < audiences.length; from += AT_ONCE) {
      await Promise.all(
        audiences.slice(from, from + AT_ONCE).map(async (audience) => {
          const result = await this.execute(audience, event);
          await this.send(audience, result, event.cursor, sent);
        }),
      );
    }
  }

  private execute(audience: readonly Member[], event: object): ExecutionResult | Promise<ExecutionResult> {
    const { context, requester } = audience[0]!;
    context.lookAs(requester);
    this.parts.metrics.streamExecutions.inc();
    this.parts.metrics.streamDeliveries.inc(audience.length);
    return this.operation.execute(event, context);
  }

  private async send(
    audience: readonly Member[],
    result: ExecutionResult,
    cursor: string,
    sent: (member: Member, alike: number) => boolean,
  ): Promise<void> {
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
