import type { QueryAnswerer } from '../../src/server/query-answerer.js';

/** Counts what the server's own way of answering whole queries is asked, and what it answers. */
export class CountingAnswerer {
  asked = 0;
  answered = 0;
  /** Whether it throws in place of answering. */
  broken = false;

  /** To be given to `createApp`. */
  readonly around = (planned: QueryAnswerer): QueryAnswerer => ({
    answer: async (query, context) => {
      this.asked++;
      if (this.broken) throw new Error('The answerer is broken.');
      const answer = await planned.answer(query, context);
      if (typeof answer === 'string') this.answered++;
      return answer;
    },
  });
}
