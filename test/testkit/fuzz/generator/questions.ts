import * as fc from 'fast-check';
import type { GraphQLSchema } from 'graphql';
import type { Prepare } from '../../../../src/server/documents/prepare-document.js';
import { RequestError } from '../../../../src/shared/errors.js';
import type { Variables } from '../strategy.js';
import type { Viewer } from '../viewer.js';
import type { Pool } from './pool.js';
import { randomDocument } from './random-document.js';
import { writeDocument } from './write-document.js';

/** Points that a random operation may cost: enough for nested pages, and answered within milliseconds. */
const MOST_POINTS = 1_500;

/** A query as somebody asks it. */
export interface Question {
  viewer: Viewer;
  text: string;
  variables: Variables;
}

export interface QuestionParts {
  schema: GraphQLSchema;
  pool: Pool;
  viewers: readonly Viewer[];
  /** Of the server, so that only what it takes is asked. */
  prepare: Prepare;
}

/** Random questions that pass the limits of the server. Once in a while a variable has a value that it cannot have. */
export function randomQuestions({ schema, pool, viewers, prepare }: QuestionParts): fc.Arbitrary<Question> {
  return fc
    .record({
      viewer: fc.oneof(...viewers.map((viewer) => ({ weight: viewer.weight, arbitrary: fc.constant(viewer) }))),
      selections: randomDocument(schema, pool),
      spoiled: fc.oneof({ weight: 150, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: spoiling }),
    })
    .map(({ viewer, selections, spoiled }) => {
      const { text, variables } = writeDocument(schema, selections);
      return { viewer, text, variables: spoiled ? spoil(variables, spoiled) : variables };
    })
    .filter(({ text, variables }) => isTaken(prepare, text, variables));
}

const spoiling = fc.record({
  which: fc.nat({ max: 5 }),
  value: fc.constantFrom<unknown>(null, 'wrong', 1.5, [], [null], {}, 2 ** 31),
});

function spoil(variables: Variables, { which, value }: { which: number; value: unknown }): Variables {
  const names = Object.keys(variables);
  const name = names[which % names.length];
  return name === undefined ? variables : { ...variables, [name]: value };
}

/** @throws when a document is not merely too large or too dear, but no document of the schema. */
function isTaken(prepare: Prepare, text: string, variables: Variables): boolean {
  const prepared = prepare(text);
  if ('document' in prepared) return prepared.price(null, variables) <= MOST_POINTS;
  const [error] = prepared.errors;
  if (error?.originalError instanceof RequestError && 'limit' in error.originalError.details) return false;
  throw new Error(`The generator has made what is no document of the schema: ${error?.message}\n${text}`);
}
