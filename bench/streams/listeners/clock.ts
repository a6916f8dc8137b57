let base = 0;

/** Milliseconds since 1970, finer than Date.now() tells; the same in all processes of a machine. */
export const wallClock = (): number => base + performance.now();

/** Sets it by the clock of the machine, at the moment that one ticks: the two drift apart over minutes. */
export function setClock(): void {
  const before = Date.now();
  let now = before;
  while (now === before) now = Date.now();
  base = now - performance.now();
}

setClock();
