import { execFileSync } from 'node:child_process';

/** Beside sockets: what a server has open by itself. */
const OTHERS = 500;

/**
 * Sees to it that this process, and those that it starts, may hold so many sockets. Node takes by itself what the system allows; more
 * than that only root may have.
 * @throws Error when they may not.
 */
export function allowOpenFiles(sockets: number): void {
  const wanted = sockets + OTHERS;
  if (allowed() >= wanted) return;
  try {
    execFileSync('prlimit', ['--pid', String(process.pid), `--nofile=${wanted}:${wanted}`], { stdio: 'ignore' });
  } catch {
    // Said below.
  }
  const most = allowed();
  if (most >= wanted) return;
  throw new Error(`${sockets} sockets need ${wanted} open files, and a process may have ${most} here (ulimit -Hn).`);
}

/** What a process that is started here may have. */
function allowed(): number {
  const text = execFileSync('sh', ['-c', 'ulimit -Hn'], { encoding: 'utf8' }).trim();
  return text === 'unlimited' ? Infinity : Number(text);
}
