/** The socket under each of the clients. */
import { createClient, type Client } from 'graphql-ws';
import { accessToken, doubtToken, socketUrl } from './session.ts';

/** Something comes at least every minute; what is silent for longer is dead, whether or not anybody has noticed. */
const SILENCE = 90_000;
const FORBIDDEN = 4403;

let silence: NodeJS.Timeout;
function listen(): void {
  clearTimeout(silence);
  silence = setTimeout(() => socket.terminate(), SILENCE);
}

export const socket: Client = createClient({
  url: socketUrl,
  connectionParams: async () => ({ authorization: `Bearer ${await accessToken()}` }),
  // It would ask again for what was asked for at first, with the cursor of then.
  retryAttempts: 0,
  on: {
    connecting: listen,
    message: listen,
    closed(event) {
      clearTimeout(silence);
      const { code, reason } = event as CloseEvent;
      if (code === FORBIDDEN) doubtToken();
      console.error(`closed: ${code} ${reason}`);
    },
  },
});
