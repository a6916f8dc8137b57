import type { Operation, Parameters } from '../operations/operation.ts';
import type { CursorOf, Side } from './side.ts';

const program = (file: string) => [new URL(`../servers/${file}`, import.meta.url).pathname];

/** No GraphQL: it is told the operation and where to begin, as they are. */
const byHand = {
  kind: 'limit' as const,
  body: ({ name }: Operation, parameters: Parameters) => ({ operationName: name, variables: parameters }),
};

const variables = ({ id, name }: Parameters, prefix: string, after: string | null) => ({
  ...(id !== undefined && { id: prefix + id }),
  ...(name !== undefined && { name }),
  ...(after !== null && { after }),
});

const inOurSchema = {
  body: (operation: Operation, parameters: Parameters, cursorOf: CursorOf) => ({
    query: operation.document,
    operationName: operation.name,
    variables: variables(parameters, operation.idPrefix, cursorOf(parameters)),
  }),
  walk: (operation: Operation, parameters: Parameters, after: string | null) => ({
    query: operation.walk?.document,
    variables: variables(parameters, operation.idPrefix, after),
  }),
};

const inItsOwnSchema = {
  body: (operation: Operation, parameters: Parameters, cursorOf: CursorOf) => ({
    query: operation.postgraphile,
    operationName: operation.name,
    variables: variables(parameters, '', cursorOf(parameters)),
  }),
  walk: (operation: Operation, parameters: Parameters, after: string | null) => ({
    query: operation.walk?.postgraphile,
    variables: variables(parameters, '', after),
  }),
};

/** All that are measured, in the order in which they are shown. */
export const sides: readonly Side[] = [
  {
    name: 'atrium',
    title: 'Atrium',
    kind: 'atrium',
    program: ['--enable-source-maps', new URL('../../dist/bin/atrium.js', import.meta.url).pathname, 'serve'],
    ...inOurSchema,
  },
  { name: 'limit-json', title: 'limit (a): SQL that answers JSON', program: program('limit-json.ts'), ...byHand },
  { name: 'limit-rows', title: 'limit (a2): SQL that answers rows', program: program('limit-rows.ts'), ...byHand },
  {
    name: 'postgraphile',
    title: 'PostGraphile 5',
    kind: 'peer',
    program: program('postgraphile.mjs'),
    deviations: [
      {
        operation: 'Q5',
        field: 'hasPreviousPage',
        why: 'it does not look behind the cursor that a page begins at, and answers false, as the Relay specification allows',
      },
    ],
    ...inItsOwnSchema,
  },
  { name: 'mercurius', title: 'Mercurius 16 JIT', kind: 'peer', program: program('mercurius.mjs'), ...inOurSchema },
  { name: 'yoga', title: 'GraphQL Yoga 5', kind: 'peer', program: program('yoga.mjs'), ...inOurSchema },
];
