import type { QueryAnswerer } from '../../../src/server/query-answerer.js';

/** Counts what is planned, and remembers what goes wrong there, which the server hides by executing the query after all. */
export class WatchedAnswerer {
  asked = 0;
  answered = 0;
  private readonly failures: Error[] = [];

  /** To be given to `createApp`. */
  readonly around = (planned: QueryAnswerer): QueryAnswerer => ({
    answer: async (query, context) => {
      this.asked++;
      try {
        const answer = await planned.answer(query, context);
        if (typeof answer === 'string') this.answered++;
        return answer;
      } catch (error) {
        this.failures.push(error as Error);
        throw error;
      }
    },
  });

  /** @throws what went wrong since the last time. */
  expectNoFailure(): void {
    const [failure] = this.failures.splice(0);
    if (failure) throw new Error(`The plan failed: ${failure.message}`, { cause: failure });
  }
}
