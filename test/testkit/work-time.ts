/** Milliseconds for which this thread has worked so far: what else the machine is busy with does not count. */
export function workTime(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}
