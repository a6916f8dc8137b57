import type { QueryAnswerer } from '../../src/server/query-answerer.js';

/** Counts what the server's own way of answering whole queries answers. */
export class CountingAnswerer {
  answered = 0;

  /** To be given to `createApp`. */
  readonly around = (planned: QueryAnswerer): QueryAnswerer => ({
    answer: async (query, context) => {
      const answer = await planned.answer(query, context);
      if (typeof answer === 'string') this.answered++;
      return answer;
    },
  });
}
