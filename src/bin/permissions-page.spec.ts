import { readFileSync } from 'node:fs';
import { buildSchema } from '../resolvers/build-schema.js';
import { permissionsPage } from './permissions-page.js';

describe('docs/permissions.md', () => {
  it('is what `npm run docs:permissions` writes', async () => {
    const written = readFileSync(new URL('../../docs/permissions.md', import.meta.url), 'utf8');
    expect(written).toBe(permissionsPage(await buildSchema()));
  });
});
