import { createSourceEventStream, locatedError, type ExecutionResult } from 'graphql';
import { LiveStream } from '../../resolvers/live-stream.js';
import type { Purse } from '../admission.js';
import type { AdmittedArgs } from '../direct/direct-result.js';
import type { Member } from './member.js';
import type { Outlet } from './outlet.js';
import type { Streams } from './streams.js';

/** A subscription that was admitted, with who pays for it and where it goes. */
export interface Subscription extends AdmittedArgs {
  purse: Purse;
  outlet: Outlet;
}

/** Begins to tell a stream, as a valid operation asks for it. @returns what waits for its end, or the errors that prevent it. */
export async function subscribeTo(streams: Streams, args: Subscription): Promise<Member | ExecutionResult> {
  const { purse, outlet, variables: _read, ...operation } = args;
  const source = await createSourceEventStream(operation);
  if (!(source instanceof LiveStream)) return source as ExecutionResult;
  try {
    return await streams.open(source, operation, purse, outlet);
  } catch (error) {
    const { fieldNodes, path } = source.info;
    return { errors: [locatedError(error, fieldNodes, [path.key])] };
  }
}
