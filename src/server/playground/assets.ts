import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { getStaticFile } from 'ruru/static';

const require = createRequire(import.meta.url);

const OWN_FILES = ['main.js', 'session.js', 'fetcher.js', 'top-bar.js', 'storage.js', 'playground.css', 'icon.svg'] as const;
const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** A file with the headers that describe it. */
export interface Asset {
  content: Buffer;
  headers: Readonly<Record<string, string>>;
}

/**
 * The files of the page: ruru's, which come compressed, our own, and the client for sockets. Each URL contains the version of
 * what it names, so that browsers may keep it for ever. Nothing is read before somebody opens the page.
 */
export class Assets {
  private constructor(
    /** What the URLs of ruru's files begin with; with a slash at the end, as the next. */
    readonly ruruPath: string,
    readonly ownPath: string,
    private readonly own: ReadonlyMap<string, Asset>,
  ) {}

  /** @param path what all URLs begin with; with a slash at the end. */
  static async read(path: string): Promise<Assets> {
    const files = [
      ...OWN_FILES.map((name) => join(import.meta.dirname, 'browser', name)),
      join(dirname(require.resolve('graphql-ws')), '../umd/graphql-ws.min.js'),
    ];
    const contents = await Promise.all(files.map(async (file) => [file.replace(/^.*[\\/]/, ''), await readFile(file)] as const));
    const digest = createHash('sha256');
    for (const [, content] of contents) digest.update(content);
    return new Assets(
      `${path}ruru-${await ruruVersion()}/`,
      `${path}atrium-${digest.digest('base64url').slice(0, 12)}/`,
      new Map(contents.map(([name, content]) => [name, { content, headers: { 'content-type': TYPES[extname(name)]! } }])),
    );
  }

  /** The file at that path, compressed if `acceptEncoding` allows and it is worth it; null when there is none. */
  async find(path: string, acceptEncoding: string | undefined): Promise<Asset | null> {
    if (path.startsWith(this.ownPath)) return this.own.get(path.slice(this.ownPath.length)) ?? null;
    if (!path.startsWith(this.ruruPath)) return null;
    return getStaticFile({ staticPath: this.ruruPath, urlPath: path, acceptEncoding, disallowDevAssets: true });
  }
}

/** Its package does not export it. */
async function ruruVersion(): Promise<string> {
  const manifest = await readFile(join(dirname(require.resolve('ruru/static')), '../package.json'), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}
