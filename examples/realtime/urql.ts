/** Follows the activity of a project with urql. */
import { Client, fetchExchange, subscriptionExchange } from '@urql/core';
import { toAsyncIterable } from 'wonka';
import { follow } from './follow.ts';
import { activityEvents, activityPage, type ActivityEvents, type ActivityPage } from './operations.ts';
import { accessToken, httpUrl } from './session.ts';
import { socket } from './socket.ts';

const client = new Client({
  url: httpUrl,
  // By GET the server wants a header that no form can send.
  preferGetMethod: false,
  async fetch(input, init) {
    const headers = new Headers(init?.headers);
    headers.set('authorization', `Bearer ${await accessToken()}`);
    return fetch(input, { ...init, headers });
  },
  exchanges: [
    fetchExchange,
    subscriptionExchange({
      forwardSubscription: ({ query = '', variables }) => ({
        subscribe: (sink) => ({ unsubscribe: socket.subscribe({ query, variables }, sink) }),
      }),
    }),
  ],
});

await follow({
  async read(projectId) {
    const { data, error } = await client.query<ActivityPage>(activityPage, { projectId }).toPromise();
    if (error) throw error;
    return data!;
  },

  async subscribe(variables, tell) {
    for await (const { data, error } of toAsyncIterable(client.subscription<ActivityEvents>(activityEvents, variables))) {
      // Asked first, since with an error urql repeats the data of the event before. The event is asked for once more.
      if (error) throw error;
      if (data) tell(data);
    }
  },
});
