import { Agent, request as send, type OutgoingHttpHeaders } from 'node:http';

export interface RawRequest {
  method?: string;
  path?: string;
  headers?: OutgoingHttpHeaders;
  /** Text as it is, or what is to be JSON. */
  body?: string | object;
}

export interface RawAnswer {
  status: number;
  /** Names and values in the order in which they came. */
  headers: [string, string][];
  body: string;
}

const agent = new Agent({ keepAlive: true });

/** One HTTP request with these headers and no others but `Host`, `Connection` and the length: `fetch` adds some of its own. */
export function rawRequest(url: string, { method = 'POST', path = '/graphql', headers, body }: RawRequest): Promise<RawAnswer> {
  const text = typeof body === 'object' ? JSON.stringify(body) : body;
  const length = text === undefined ? {} : { 'content-length': Buffer.byteLength(text) };
  return new Promise((resolve, reject) => {
    send(new URL(path, url), { method, agent, headers: { ...length, ...headers } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const { rawHeaders, statusCode } = response;
        const named = rawHeaders.flatMap((name, index) =>
          index % 2 ? [] : [[name, rawHeaders[index + 1]!] as [string, string]],
        );
        resolve({ status: statusCode!, headers: named, body: Buffer.concat(chunks).toString() });
      });
    })
      .on('error', reject)
      .end(text);
  });
}
