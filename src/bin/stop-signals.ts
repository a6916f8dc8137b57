/** The signals by which a process is asked to stop: by its supervisor, from the keyboard, and by a terminal that goes away. */
const stopSignals = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

export type StopSignal = (typeof stopSignals)[number];

/** Calls `handle` for each signal to stop, in place of what would end the process. @returns what takes that back. */
export function onStopSignal(handle: (signal: StopSignal) => void): () => void {
  for (const signal of stopSignals) process.on(signal, handle);
  return () => stopSignals.forEach((signal) => process.off(signal, handle));
}
