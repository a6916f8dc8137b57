// Loads spec files as Node itself loads modules, in place of Jest's own runtime: what one spec file has loaded, the server
// and its libraries above all, the next one in that process finds loaded. Jest finds, starts and reports them as ever.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Coverage } from './coverage.mjs';
import { TypeScriptLoader } from './type-script-loader.mjs';

const require = createRequire(import.meta.url);

/** jest-circus keeps those who listen to its events here; those of the spec file before are no longer concerned. */
const listeners = Symbol.for('EVENT_HANDLERS');

/** Those of a process are one for all spec files in it. */
let loader;
let coverage;
let runs = 0;

class Runtime {
  #collected = null;

  constructor(
    config,
    _environment,
    _resolver,
    transformer,
    _cache,
    { collectCoverage, collectCoverageFrom },
    _path,
    { watch, watchAll },
  ) {
    if (watch || watchAll) throw new Error('Modules stay loaded, so that a change would not be seen: start the specs anew.');
    loader ??= new TypeScriptLoader(config.rootDir, transformer);
    if (collectCoverage) coverage ??= new Coverage(loader, config.rootDir, collectCoverageFrom);
  }

  unstable_shouldLoadAsEsm() {
    return true;
  }

  /** The spec file is run anew each time; what it imports is not. */
  async unstable_importModule(path) {
    return import(`${pathToFileURL(path)}?run=${++runs}`);
  }

  requireInternalModule(path) {
    globalThis[listeners] = undefined;
    delete require.cache[path];
    return require(path);
  }

  requireModule(path) {
    return require(path);
  }

  async collectV8Coverage() {
    await coverage.start();
  }

  async stopCollectingV8Coverage() {
    this.#collected = await coverage.take();
  }

  getAllV8CoverageInfoCopy() {
    return this.#collected;
  }

  getAllCoverageInfoCopy() {
    return undefined;
  }

  getSourceMaps() {
    return loader.sourceMaps;
  }

  setGlobalsForRuntime() {}
  enterTestCode() {}
  leaveTestCode() {}
  teardown() {}
}

export { Runtime as default, Runtime as 'module.exports' };
