import * as fc from 'fast-check';
import { randomQuestions, type Question, type QuestionParts } from './generator/questions.js';
import { errorsOf, isSameAnswer, type QueryAnswer } from './same-answer.js';
import type { Strategy } from './strategy.js';

/** Who is asked what. A `FuzzStage` is one. */
export interface Fuzzed extends QuestionParts {
  strategies: readonly Strategy[];
}

export interface FuzzOptions {
  seed: number;
  queries: number;
  milliseconds?: number;
  /** Of a failure, to run only that. */
  path?: string;
  onProgress?: (tally: Tally) => void;
}

/** What came of the queries so far. */
export interface Tally {
  asked: number;
  /** Answers in which something else than null is at the root. */
  reached: number;
  /** Answers in which a list holds something. */
  listed: number;
  /** Answers with errors. */
  failed: number;
}

/** Asks every strategy random questions. @throws on the first difference, shrunk, with all that is needed to see it again. */
export async function fuzz(fuzzed: Fuzzed, options: FuzzOptions): Promise<Tally> {
  const tally: Tally = { asked: 0, reached: 0, listed: 0, failed: 0 };
  const property = fc.asyncProperty<[Question]>(randomQuestions(fuzzed), async (question) => {
    const answers = await Promise.all(
      fuzzed.strategies.map(({ answer }) => answer(question.text, question.variables, question.viewer)),
    );
    const names = fuzzed.strategies.map(({ name }) => name);
    const [first, ...others] = answers as [QueryAnswer, ...QueryAnswer[]];
    for (const [index, other] of others.entries()) {
      if (!isSameAnswer(first, other)) throw new Error(differenceOf([names[0]!, first], [names[index + 1]!, other]));
    }
    count(tally, first);
    options.onProgress?.(tally);
  });
  const run: fc.RunDetails<[Question]> = await fc.check<[Question]>(property, {
    seed: options.seed,
    numRuns: options.queries,
    ...(options.path !== undefined && { path: options.path }),
    ...(options.milliseconds !== undefined && {
      plugins: [fc.interruptAfterTimeLimit(options.milliseconds) as fc.Plugin<[Question]>],
    }),
  });
  if (run.failed) throw new Error(reportOf(run));
  return tally;
}

function count(tally: Tally, answer: QueryAnswer): void {
  tally.asked++;
  if (Object.values(answer.data ?? {}).some((value) => value !== null && typeof value === 'object')) tally.reached++;
  if (/\[\{/.test(JSON.stringify(answer.data ?? null))) tally.listed++;
  if (answer.errors) tally.failed++;
}

function differenceOf([one, first]: [string, QueryAnswer], [other, second]: [string, QueryAnswer]): string {
  const shown = ({ data, ...rest }: QueryAnswer) => JSON.stringify({ errors: errorsOf(rest), data }, null, 1);
  return `${one} and ${other} answer differently.\n\n${one}: ${shown(first)}\n\n${other}: ${shown(second)}`;
}

function reportOf({ seed, counterexample, counterexamplePath, errorInstance, numShrinks }: fc.RunDetails<[Question]>): string {
  if (!counterexample) return `Too many random documents were too large; seed ${seed}.`;
  const [{ viewer, text, variables }] = counterexample;
  return [
    errorInstance instanceof Error ? errorInstance.message : String(errorInstance),
    `seed ${seed}, path ${counterexamplePath}, shrunk ${numShrinks} times`,
    `viewer: ${JSON.stringify(viewer)}`,
    `variables: ${JSON.stringify(variables)}`,
    text,
  ].join('\n\n');
}
