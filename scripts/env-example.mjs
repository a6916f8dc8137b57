// Writes .env.example from the table of settings in src/config/names.ts.
import { writeFileSync } from 'node:fs';
import { envExample } from '../dist/config/env-example.js';

writeFileSync(new URL('../.env.example', import.meta.url), envExample());
