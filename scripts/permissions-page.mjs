// Writes docs/permissions.md from the rules in src/access and the scopes of the schema.
import { writeFileSync } from 'node:fs';
import { permissionsPage } from '../dist/bin/permissions-page.js';
import { buildSchema } from '../dist/resolvers/build-schema.js';

writeFileSync(new URL('../docs/permissions.md', import.meta.url), permissionsPage(await buildSchema()));
