/* global graphqlWs */

/**
 * How the editor asks the server: as who is signed in, over HTTP and over sockets. Ruru's own way sends fixed headers only,
 * so a token could not be renewed. An `Authorization` in the editor's header pane wins.
 */
export function makeFetcher(session) {
  const bearer = async () => {
    const token = await session.token();
    return token === null ? null : `Bearer ${token}`;
  };
  let shared = connect(session, bearer);
  session.addEventListener('change', () => {
    void shared.dispose();
    shared = connect(session, bearer);
  });

  return async (params, { headers, documentAST } = {}) => {
    const given = new Headers(headers);
    const own = given.get('authorization');
    if (isSubscription(documentAST, params.operationName)) {
      const client = own === null ? shared : connect(session, async () => own);
      return client.iterate(params);
    }
    return post(session, bearer, given, own, params);
  };
}

async function post(session, bearer, headers, own, params) {
  const send = async () => {
    const authorization = own ?? (await bearer());
    if (authorization !== null) headers.set('authorization', authorization);
    else headers.delete('authorization');
    headers.set('content-type', 'application/json');
    return fetch('/graphql', { method: 'POST', headers, body: JSON.stringify(params) });
  };
  const response = await send();
  // The session was ended elsewhere, or the server signs with other keys by now.
  const again = response.status === 401 && own === null && session.user !== null && (await session.renew());
  return (again ? await send() : response).json();
}

function connect(session, authorize) {
  const FORBIDDEN = 4403;
  return graphqlWs.createClient({
    url: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/graphql`,
    connectionParams: async () => {
      const authorization = await authorize();
      return authorization === null ? {} : { authorization };
    },
    keepAlive: 15_000,
    retryAttempts: 10,
    on: {
      closed: (event) => {
        if (event?.code === FORBIDDEN && session.user !== null) session.renew().catch(() => undefined);
      },
    },
  });
}

function isSubscription(document, operationName) {
  const operations = (document?.definitions ?? []).filter(({ kind }) => kind === 'OperationDefinition');
  const operation = operationName ? operations.find(({ name }) => name?.value === operationName) : operations[0];
  return operation?.operation === 'subscription';
}
