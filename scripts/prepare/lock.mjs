// One preparation at a time: a folder whose only file names its holder. Renaming a filled folder onto a missing or
// empty one is atomic (rename(2)), and so is removing a dead holder's file, so a stale lock goes to exactly one successor.
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const beatMs = 2_000;
const staleMs = 30_000;

/** Does the work as the only holder of the lock; waits for another holder, and takes over from a dead one. */
export async function withLock(path, work) {
  const name = `${process.pid}@${hostname()}`;
  mkdirSync(dirname(path), { recursive: true });
  const ticket = mkdtempSync(`${path}-`);
  writeFileSync(join(ticket, name), '');
  const beat = setInterval(() => (touch(join(path, name)), touch(join(ticket, name))), beatMs);
  const leave = () => (remove(ticket, name), remove(path, name));
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  const stop = (signal) => (leave(), process.kill(process.pid, signal));
  for (const signal of signals) process.once(signal, stop);
  try {
    await acquire(path, ticket);
    return await work();
  } finally {
    clearInterval(beat);
    for (const signal of signals) process.off(signal, stop);
    leave();
  }
}

async function acquire(path, ticket) {
  let told = false;
  while (!renamed(ticket, path)) {
    const holder = holderOf(path);
    if (!holder) continue;
    if (isDead(path, holder)) {
      rmSync(join(path, holder), { force: true });
      continue;
    }
    if (!told) console.error(`Waiting for process ${holder}, which is preparing this checkout …`);
    told = true;
    await sleep(100);
  }
}

function renamed(from, to) {
  try {
    renameSync(from, to);
    return true;
  } catch (error) {
    if (error.code === 'ENOTEMPTY' || error.code === 'EEXIST') return false;
    throw error;
  }
}

function holderOf(path) {
  try {
    return readdirSync(path)[0];
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** A process that is gone; on another host, or when its number was given away, one that no longer touches its file. */
function isDead(path, holder) {
  const [pid, host] = holder.split('@');
  if (host === hostname() && !isRunning(Number(pid))) return true;
  const touched = statSync(join(path, holder), { throwIfNoEntry: false });
  return touched !== undefined && Date.now() - touched.mtimeMs > staleMs;
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function touch(file) {
  try {
    utimesSync(file, new Date(), new Date());
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
}

/** Removes a lock of that name, and leaves one that has another holder by now alone. */
function remove(path, name) {
  rmSync(join(path, name), { force: true });
  try {
    rmdirSync(path);
  } catch (error) {
    if (error.code !== 'ENOENT' && error.code !== 'ENOTEMPTY') throw error;
  }
}
