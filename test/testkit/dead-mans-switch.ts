import { spawn, type ChildProcess } from 'node:child_process';

/** What is to be gone when this process is: the numbers of processes, and folders. */
const held = { processes: new Set<number>(), folders: new Set<string>() };

const script = `
  let held = { processes: [], folders: [] };
  require('node:readline').createInterface({ input: process.stdin })
    .on('line', (line) => (held = JSON.parse(line)))
    .on('close', () => {
      for (const id of held.processes) try { process.kill(id, 'SIGKILL'); } catch {}
      for (const folder of held.folders) require('node:fs').rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
    });`;

let watcher: ChildProcess | null = null;

/**
 * Has what a test started end with it, however it ends: another process, in a session of its own, holds the other end of a pipe,
 * which breaks also by kill -9.
 */
export const deadMansSwitch = {
  /** @returns what lets go of the process, which its end does, too, if it is a child of ours. */
  holdProcess(process: ChildProcess | number): () => void {
    const id = typeof process === 'number' ? process : process.pid!;
    const letGo = () => change(() => held.processes.delete(id));
    change(() => held.processes.add(id));
    if (typeof process !== 'number') process.once('exit', letGo);
    return letGo;
  },

  holdFolder(path: string): () => void {
    change(() => held.folders.add(path));
    return () => change(() => held.folders.delete(path));
  },
};

function change(work: () => void): void {
  work();
  watcher ??= startWatcher();
  watcher.stdin!.write(`${JSON.stringify({ processes: [...held.processes], folders: [...held.folders] })}\n`);
}

function startWatcher(): ChildProcess {
  const child = spawn(process.execPath, ['-e', script], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  // It waits for us, and not we for it.
  child.unref();
  (child.stdin as unknown as { unref(): void }).unref();
  return child;
}
