import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { brokenRules } from './ladder.js';

describe('the ladder', () => {
  it('has no broken rule', async () => {
    expect(await brokenRules(process.cwd())).toEqual([]);
  });
});

describe('the test of the ladder', () => {
  let root: string;
  beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'atrium-ladder-'))));
  afterEach(() => rmSync(root, { recursive: true }));

  /** What is reported of a tree of these files; those that are only named are empty modules. */
  function brokenBy(files: Record<string, string>): Promise<string[]> {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text || 'export {};\n');
    }
    return brokenRules(root);
  }

  it('lets a tree pass that keeps to it', async () => {
    const broken = await brokenBy({
      'src/bin/atrium.ts': "import { createApp } from '../app.js';\nprocess.env;",
      'src/app.ts': "import './services/projects/rename.js';\nexport const createApp = 1;",
      'src/services/projects/rename.ts':
        "import '../use-case.js';\nimport '../../entities/project.entity.js';\nimport './rules.js';",
      'src/services/projects/rules.ts': '',
      'src/services/use-case.ts': '',
      'src/services/projects/rename.spec.ts': "import '../../../test/testkit/world.js';",
      'test/testkit/world.ts': "import '../../src/app.js';",
      'src/entities/project.entity.ts': '',
    });
    expect(broken).toEqual([]);
  });

  it('sees an import that climbs', async () => {
    const broken = await brokenBy({
      'src/auth/a.ts': "import { b } from '../server/b.js';",
      'src/server/b.ts': 'export const b = 1;',
    });
    expect(broken).toEqual(['auth imports only from lower floors: src/auth/a.ts -> src/server/b.ts']);
  });

  it('sees an import of a type that climbs', async () => {
    const broken = await brokenBy({
      'src/shared/a.ts': "import type { B } from '../bin/b.js';",
      'src/bin/b.ts': 'export type B = 1;',
    });
    expect(broken).toEqual(['shared imports only from lower floors: src/shared/a.ts -> src/bin/b.ts']);
  });

  it('sees folders of one floor that meet, and the composition root from below', async () => {
    const broken = await brokenBy({
      'src/resolvers/a.ts': "import '../workers/b.js';",
      'src/workers/b.ts': "export * from '../app.js';",
      'src/app.ts': '',
    });
    expect(broken.sort()).toEqual([
      'resolvers imports only from lower floors: src/resolvers/a.ts -> src/workers/b.ts',
      'workers imports only from lower floors: src/workers/b.ts -> src/app.ts',
    ]);
  });

  it('sees a domain that imports another', async () => {
    const broken = await brokenBy({ 'src/services/files/a.ts': "import '../users/b.js';", 'src/services/users/b.ts': '' });
    expect(broken).toEqual(['one domain does not reach another: src/services/files/a.ts -> src/services/users/b.ts']);
  });

  it('sees a domain that reaches another by what they share', async () => {
    const broken = await brokenBy({
      'src/services/files/a.ts': "import '../bridge.js';",
      'src/services/bridge.ts': "import './users/b.js';",
      'src/services/users/b.ts': '',
    });
    expect(broken).toEqual(['one domain does not reach another: src/services/files/a.ts -> src/services/users/b.ts']);
  });

  it('sees a cycle within a folder, also one of types', async () => {
    const broken = await brokenBy({
      'src/shared/a.ts': "import type { B } from './b.js';\nexport type A = B;",
      'src/shared/b.ts': "import type { A } from './a.js';\nexport type B = A;",
    });
    expect(broken).toContain('no cycles: src/shared/a.ts -> src/shared/b.ts');
  });

  it('sees a product that leans on its tests, by a lazy import too', async () => {
    const broken = await brokenBy({ 'src/app.ts': "await import('../test/testkit/world.js');", 'test/testkit/world.ts': '' });
    expect(broken).toEqual(['the product imports nothing from its tests and tools: src/app.ts -> test/testkit/world.ts']);
  });

  it('sees a folder that has no floor', async () => {
    expect(await brokenBy({ 'src/utils/a.ts': '', 'src/main.ts': '' })).toEqual([
      'everything stands on the ladder: src/main.ts',
      'everything stands on the ladder: src/utils/a.ts',
    ]);
  });

  it('sees a barrel', async () => {
    expect(await brokenBy({ 'src/schema/types/index.ts': '', 'src/entities/index.ts': '', 'src/events/index.ts': '' })).toEqual([
      'no barrels in entities and schema: src/entities/index.ts',
      'no barrels in entities and schema: src/schema/types/index.ts',
    ]);
  });

  it('sees who reads the environment', async () => {
    const broken = await brokenBy({
      'src/app.ts': 'export const port = process.env.PORT;',
      'src/server/a.ts': "import { env } from 'node:process';\nexport const port = env.PORT;",
      'src/config/a.ts': 'export const port = process.env.PORT;',
    });
    expect(broken).toEqual([
      'only config and bin read the environment: src/app.ts',
      'only config and bin read the environment: src/server/a.ts',
    ]);
  });

  it('sees who writes a log that others keep', async () => {
    const broken = await brokenBy({
      'src/loaders/stream-log.ts': "export const sql = 'select position from event_log';",
      'src/workers/consumer.ts': "export const sql = 'update consumer_checkpoints set position = 1';",
      'src/workers/rewrite.ts': "export const sql = 'UPDATE event_log set data = null';",
      'src/workers/forget.ts': "const table = 'event_stream_entries';\nexport const sql = `delete from ${table}`;",
      'src/services/activity/record-activity.ts': 'export const sql = `insert into activities select`;',
      'src/services/activity/edit-activity.ts': 'em.nativeUpdate(ActivityEntity, id, { data });\nexport {};',
    });
    expect(broken).toEqual([
      'only effects, retention and purging write the activity log: src/services/activity/edit-activity.ts',
      'only relay, consumers and retention write the log of events: src/workers/forget.ts',
      'only relay, consumers and retention write the log of events: src/workers/rewrite.ts',
    ]);
  });
});
