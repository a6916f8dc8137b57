import { execFile } from 'node:child_process';

/**
 * The environment of PostgreSQL's programs: nothing of the caller's, whose PG... and LC_... variables would change what they do.
 * Messages in English, because some of them are recognised.
 */
export const programEnvironment = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/run/current-system/sw/bin',
  LC_ALL: 'C',
  TZ: 'UTC',
};

/** Runs a program to its end. Answers whether it ended with 0, and all that it printed (or why it could not run). */
export function runProgram(
  file: string,
  args: readonly string[],
  options: { uid?: number | undefined; gid?: number | undefined; cwd?: string } = {},
): Promise<{ ok: boolean; output: string }> {
  return new Promise((resolve) => {
    try {
      execFile(file, args, { ...options, env: programEnvironment }, (error, stdout, stderr) => {
        const output = `${stdout}${stderr}`.trim();
        resolve({ ok: !error, output: output || (error?.message ?? '') });
      });
    } catch (error) {
      resolve({ ok: false, output: (error as Error).message });
    }
  });
}

/** Where a program's output says what went wrong, on one line: around its first fatal message, else its end. */
export function lastWords(output: string): string {
  const lines = output
    .split('\n')
    .map((line) => line.replace(/\d{4}-\d\d-\d\d [\d:.]+ UTC \[\d+\] /, '').trim())
    .filter((line) => line && !line.endsWith('... ok'));
  const fatal = lines.findIndex((line) => /FATAL|PANIC/.test(line));
  const told = fatal === -1 ? lines.slice(-3) : lines.slice(Math.max(0, fatal - 1), fatal + 2);
  return told.join(' | ') || 'it said nothing';
}
