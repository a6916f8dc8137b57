import { readFileSync } from 'node:fs';

/** Ticks a second of /proc: a constant of the kernel's interface (time(7): USER_HZ). */
const TICKS = 100;

/** Processor seconds that a process with all its threads has spent so far; null where there is no /proc, or no such process. */
export function cpuOfProcess(pid: number): number | null {
  const fields = statOf(pid)?.fields;
  return fields ? (Number(fields[11]) + Number(fields[12])) / TICKS : null;
}

/** Whether a process of that number runs here and is PostgreSQL: a database elsewhere has numbers of its own. */
export const isPostgres = (pid: number): boolean => statOf(pid)?.name.startsWith('postgres') ?? false;

/** Processor seconds that everything on this machine has spent so far; null where there is no /proc. */
export function cpuOfMachine(): number | null {
  try {
    const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0] = readFileSync('/proc/stat', 'utf8')
      .split('\n', 1)[0]!
      .split(/\s+/)
      .slice(1)
      .map(Number);
    return (user + nice + system + irq + softirq) / TICKS;
  } catch {
    return null;
  }
}

/** proc_pid_stat(5): the name stands in brackets and may hold anything; fields are counted from the one after it. */
function statOf(pid: number): { name: string; fields: string[] } | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const close = text.lastIndexOf(')');
    return { name: text.slice(text.indexOf('(') + 1, close), fields: text.slice(close + 2).split(' ') };
  } catch {
    return null;
  }
}
