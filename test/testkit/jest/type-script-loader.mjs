// Lets Node load TypeScript, compiled by what Jest is configured with and kept in Jest's cache.
import { existsSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const options = {
  coverageProvider: 'v8',
  isInternalModule: false,
  supportsDynamicImport: true,
  supportsExportNamespaceFrom: true,
  supportsStaticESM: true,
  supportsTopLevelAwait: true,
};

export class TypeScriptLoader {
  /** What was compiled, by path: the code, what it was made of, and where the map between them lies. */
  compiled = new Map();
  /** Where the map of a compiled file lies, by its path; for the traces of errors. */
  sourceMaps = new Map();

  constructor(root, transformer) {
    registerHooks({
      resolve(specifier, context, next) {
        if (!/^\.{1,2}\/.*\.js$/.test(specifier) || !/\.ts(\?|$)/.test(context.parentURL ?? '')) return next(specifier, context);
        const url = new URL(specifier.replace(/js$/, 'ts'), context.parentURL);
        return existsSync(url) ? { url: url.href, format: 'module', shortCircuit: true } : next(specifier, context);
      },
      load: (url, context, next) => {
        const path = /^file:.*\.ts(\?|$)/.test(url) ? fileURLToPath(url.replace(/\?.*/, '')) : null;
        if (!path?.startsWith(root + sep) || path.includes(`${sep}node_modules${sep}`)) return next(url, context);
        const result = transformer.transform(path, options);
        this.compiled.set(path, result);
        if (result.sourceMapPath) this.sourceMaps.set(path, result.sourceMapPath);
        return { format: 'module', source: result.code, shortCircuit: true };
      },
    });
  }
}
