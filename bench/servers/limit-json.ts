import { operations } from '../operations/operations.ts';
import type { OperationName, Parameters } from '../operations/operation.ts';
import { serve } from './listen.ts';
import { openPool } from './pool.ts';

/** The first limit: no GraphQL at all. A hand-written statement makes the body, and Node passes it on. */
const pool = openPool();
const known = new Map(operations.map((operation) => [operation.name, operation]));

serve(async (body) => {
  const { operationName, variables } = JSON.parse(body) as { operationName: OperationName; variables: Parameters };
  const { name, statements } = known.get(operationName)!;
  const { rows } = await pool.query<[string]>({
    name,
    text: statements.json,
    values: statements.values(variables),
    rowMode: 'array',
  });
  return rows[0]![0];
});
