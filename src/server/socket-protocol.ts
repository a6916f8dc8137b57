import { GraphQLError } from 'graphql';
import { makeServer, type Context, type Server } from 'graphql-ws';
import { badInput } from '../shared/errors.js';
import { DirectResult } from './direct/direct-result.js';
import { noteSize } from './large-requests.js';
import type { LiveOperations } from './live-operations.js';
import type { Metrics } from './metrics.js';
import { SocketOutlet } from './socket-outlet.js';
import type { SocketExtra } from './socket-transport.js';
import type { Subscription } from './streams/subscribe-to.js';

export interface SocketProtocolParts {
  operations: LiveOperations;
  /** Milliseconds. */
  connectionInitWaitTimeout: number;
  metrics: Pick<Metrics, 'subscriptions'>;
}

/** That one socket holds, or waits for, at a time; and bytes of the messages that asked for its subscriptions. */
export const MAX_OPERATIONS = 100;
const MAX_BYTES_HELD = 1024 * 1024;
/** Characters of the id of an operation, which every answer repeats. */
export const MAX_ID_LENGTH = 256;
const BAD_REQUEST = 4400;

/** graphql-transport-ws, whichever way its messages come. `connectionParams.authorization` says who asks. */
export function socketProtocol({ operations, connectionInitWaitTimeout, metrics }: SocketProtocolParts): Server<SocketExtra> {
  const presented = (error: GraphQLError, { extra: { session } }: Context<Record<string, unknown>, SocketExtra>) =>
    operations.present(error, session.origin.requestId);

  return makeServer<Record<string, unknown>, SocketExtra>({
    connectionInitWaitTimeout,
    onSubscribe: async ({ subscriptions, extra: { socket, session, intake, work } }, id, payload) => {
      if (id.length > MAX_ID_LENGTH) {
        socket.close(BAD_REQUEST, `An id is longer than ${MAX_ID_LENGTH} characters.`);
        return [new GraphQLError('The id is too long.')];
      }
      if (Object.keys(subscriptions).length > MAX_OPERATIONS || intake.bytesHeld > MAX_BYTES_HELD) return [tooManyOperations()];
      const outlet = new SocketOutlet(socket, session, id, work);
      if (work) noteSize(payload, work.bytes);
      return operations.admit({ ...payload, from: payload }, { session: session.claims, origin: session.origin, outlet });
    },
    onConnect: (connection) => {
      const authorization = connection.connectionParams?.['authorization'] ?? null;
      // Up to a mebibyte, which would be kept as long as the socket.
      delete (connection as { connectionParams?: unknown }).connectionParams;
      return connection.extra.session.introduce(authorization);
    },
    onPing: async ({ extra: { session }, acknowledged }, payload) => {
      if (typeof payload?.['authorization'] === 'string' && acknowledged) await session.renew(payload['authorization']);
    },
    subscribe: (args) => operations.subscribe(args as Subscription),
    execute: (args) => operations.execute(args as Subscription),
    onOperation: async ({ extra, subscriptions }, id, _payload, args, result) => {
      if (result instanceof DirectResult) {
        // Sent as the text that it is; what comes after it is nothing.
        if (id in subscriptions) await extra.socket.answer(result.messageFor(id));
        return nothing();
      }
      if (!(Symbol.asyncIterator in Object(result))) return undefined;
      ((args as Subscription).outlet as SocketOutlet).work?.hold();
      extra.held.add(id);
      metrics.subscriptions.inc();
      return undefined;
    },
    onNext: (connection, _id, _payload, _args, { errors, ...result }) =>
      errors && {
        ...result,
        errors: errors.map((error) => (error instanceof GraphQLError ? presented(error, connection) : error)),
      },
    onError: (connection, _id, _payload, errors) => errors.map((error) => presented(error, connection)),
    onComplete: ({ extra }, id) => {
      if (extra.held.delete(id)) metrics.subscriptions.dec();
    },
  });
}

async function* nothing(): AsyncGenerator<never> {}

const tooManyOperations = () => {
  const message = `A socket holds at most ${MAX_OPERATIONS} operations at a time, which were asked for by at most a mebibyte.`;
  return new GraphQLError(message, { originalError: badInput(message, { maximum: MAX_OPERATIONS }) });
};
