// V8's coverage of what the loader compiled, in the form in which Jest puts that of all processes together.
import { Session } from 'node:inspector/promises';
import { matchesGlob, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export class Coverage {
  #loader;
  #counts;
  #session = null;

  /** @param patterns what Jest is to count, relative to `root`, those with a `!` excepted. */
  constructor(loader, root, patterns) {
    const wanted = patterns.filter((pattern) => !pattern.startsWith('!'));
    const unwanted = patterns.filter((pattern) => pattern.startsWith('!')).map((pattern) => pattern.slice(1));
    const matches = (path) => (pattern) => matchesGlob(relative(root, path), pattern);
    this.#loader = loader;
    this.#counts = (path) => loader.compiled.has(path) && wanted.some(matches(path)) && !unwanted.some(matches(path));
  }

  /** Begins to count, before anything is loaded: what V8 compiled before, it would count by whole functions only. */
  async start() {
    if (this.#session) return;
    this.#session = new Session();
    this.#session.connect();
    await this.#session.post('Profiler.enable');
    await this.#session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  }

  /** What was counted since the last time; to be added to that. */
  async take() {
    const { result } = await this.#session.post('Profiler.takePreciseCoverage');
    return result
      .filter(({ url }) => url.startsWith('file:') && !url.includes('?'))
      .map((script) => ({ ...script, url: fileURLToPath(script.url) }))
      .filter(({ url }) => this.#counts(url))
      .map((script) => ({ codeTransformResult: this.#loader.compiled.get(script.url), result: script }));
  }
}
