import { operations } from '../operations/operations.ts';
import type { OperationName, Parameters } from '../operations/operation.ts';
import { serve } from './listen.ts';
import { openPool } from './pool.ts';

/** The second limit: no GraphQL at all. A hand-written join answers flat rows, and hand-written code makes the body of them. */
const pool = openPool();
const known = new Map(operations.map((operation) => [operation.name, operation]));

serve(async (body) => {
  const { operationName, variables } = JSON.parse(body) as { operationName: OperationName; variables: Parameters };
  const { name, statements } = known.get(operationName)!;
  const { rows } = await pool.query<unknown[]>({
    name,
    text: statements.rows,
    values: statements.values(variables),
    rowMode: 'array',
  });
  return JSON.stringify({ data: statements.assemble(rows, variables) });
});
