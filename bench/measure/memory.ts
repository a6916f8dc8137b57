import { readFileSync } from 'node:fs';

/** Megabytes (10^6) of memory that a process has at present; null where there is no /proc, or no such process. */
export function memoryOfProcess(pid: number): number | null {
  try {
    const kibibytes = /^VmRSS:\s*(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kibibytes === undefined ? null : (Number(kibibytes) * 1024) / 1e6;
  } catch {
    return null;
  }
}
