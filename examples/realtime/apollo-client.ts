/** Follows the activity of a project with Apollo Client. */
import { ApolloClient, ApolloLink, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { SetContextLink } from '@apollo/client/link/context';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { OperationTypeNode } from 'graphql';
import { follow } from './follow.ts';
import { activityEvents, activityPage, type ActivityEvents, type ActivityPage } from './operations.ts';
import { accessToken, httpUrl } from './session.ts';
import { socket } from './socket.ts';

const signedIn = new SetContextLink(async ({ headers }) => ({
  headers: { ...(headers as object), authorization: `Bearer ${await accessToken()}` },
}));

const client = new ApolloClient({
  cache: new InMemoryCache(),
  link: ApolloLink.split(
    ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
    new GraphQLWsLink(socket),
    ApolloLink.from([signedIn, new HttpLink({ uri: httpUrl })]),
  ),
});

const [page, events] = [gql(activityPage), gql(activityEvents)];

await follow({
  async read(projectId) {
    const { data } = await client.query<ActivityPage>({ query: page, variables: { projectId }, fetchPolicy: 'network-only' });
    return data!;
  },

  subscribe: (variables, tell) =>
    client.subscribe<ActivityEvents>({ query: events, variables }).forEach(({ data, error }) => {
      // Also that the connection is lost comes as an error of a result. With it an event is not whole: it is asked for once more.
      if (error) throw error as Error;
      if (data) tell(data);
    }),
});
