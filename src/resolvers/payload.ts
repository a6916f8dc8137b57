import type { GraphQLResolveInfo } from 'graphql';
import type { ToOne } from '../loaders/relation.js';
import { ownAccount } from '../loaders/relations/viewer.relations.js';
import type { Result, UserError } from '../shared/result.js';
import type { RequestContext } from './request-context.js';

type Payload<P> = Partial<P> & { userErrors: UserError[] };

/**
 * Makes the answer of a mutation: what was changed, or why nothing was. On CONFLICT the object comes along as it is now.
 * `rights` says whether the change may have changed what the asker may do.
 */
export async function payload<T, P extends object>(
  context: RequestContext,
  outcome: Promise<Result<T>>,
  fields: (value: T) => P,
  rights: 'again' | 'same' = 'same',
): Promise<Payload<P>> {
  const result = await outcome;
  if (result.ok) {
    await context.changed(rights);
    return { ...fields(result.value), userErrors: [] };
  }
  return { ...(result.current === undefined ? {} : fields(result.current)), userErrors: result.errors } as Payload<P>;
}

/** A field of a payload that leads from a row to another; it is fetched when a client asks for it, and as it sees it then. */
export const reached =
  <S, T extends object>(relation: ToOne<S, T>, row: object) =>
  (_args: unknown, { load }: RequestContext, info: GraphQLResolveInfo): Promise<T | null> =>
    load.one(relation, row, info);

/** The viewer's account in a payload, fetched when a client asks for it. */
export const ownAccountOf =
  ({ requester }: RequestContext) =>
  (_args: unknown, { load }: RequestContext, info: GraphQLResolveInfo) =>
    load.find(ownAccount, requester.signedInUserId, info);
