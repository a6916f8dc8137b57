import { setClock } from './clock.ts';
import { Hearing, type Ear } from './hearing.ts';
import { LiveSocket } from './live-socket.ts';
import type { Audience, ListenerAnswers, ListenerMessage, ListenerOrder, Look } from './orders.ts';

// A process of its own: holds sockets, and looks at all that they hear.

/** Sockets that are opened at the same time. */
const AT_ONCE = 50;

/** Nobody hears it who has gone meanwhile. */
const tell = (message: ListenerMessage) => void process.send?.(message, undefined, undefined, () => undefined);
const fail = (message: string) => tell({ kind: 'failed', message });

let hearing = new Hearing(0, () => undefined);

process.on('message', (order: ListenerOrder) => {
  obey(order).then(
    (answer) => tell({ kind: 'answer', answer }),
    (error: unknown) => fail(String(error)),
  );
});
process.on('disconnect', () => process.exit());

async function obey(order: ListenerOrder): Promise<ListenerAnswers[keyof ListenerAnswers]> {
  switch (order.kind) {
    case 'open':
      await open(order.audience);
      return null;
    case 'forget':
      setClock();
      hearing.forget();
      return null;
    case 'look':
      return look();
    case 'latencies':
      return hearing.latencies(order.committed);
    case 'bodies':
      return hearing.bodies();
  }
}

async function open({ port, tokens, payload }: Audience): Promise<void> {
  hearing = new Hearing(tokens.length, (name) => tell({ kind: 'heard', name }));
  for (let at = 0; at < tokens.length; at += AT_ONCE) {
    await Promise.all(
      tokens.slice(at, at + AT_ONCE).map((token, place) => {
        const ear: Ear = { position: 0 };
        const broken = (why: string) => fail(`Socket ${at + place} ${why}`);
        const hear = (bytes: Buffer, start: number, end: number) => hearing.hear(ear, bytes, start, end);
        return new LiveSocket({ port, token, payload, hear, broken }).subscribed;
      }),
    );
  }
}

function look(): Look {
  const { user, system } = process.cpuUsage();
  return {
    at: performance.now(),
    deliveries: hearing.deliveries,
    hearing: hearing.hearing,
    cpu: (user + system) / 1e6,
  };
}
