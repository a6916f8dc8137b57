import type { Program } from '../sides/side.ts';
import { sides } from '../sides/sides.ts';

export interface StreamSide extends Program {
  name: 'atrium' | 'usual';
}

const { title, kind, program } = sides.find(({ name }) => name === 'atrium')!;

/** The servers whose streams are measured, in the order in which they are shown. */
export const streamSides: readonly StreamSide[] = [
  { name: 'atrium', title, kind, program },
  {
    name: 'usual',
    title: 'graphql-ws, one execution per socket',
    kind: 'peer',
    program: [new URL('../servers/usual.mjs', import.meta.url).pathname],
  },
];
