import { readFileSync } from 'node:fs';
import { envExample } from './env-example.js';
import { environmentNames } from './names.js';

describe('.env.example', () => {
  const text = readFileSync('.env.example', 'utf8');

  it('lists exactly the known names', () => {
    expect([...text.matchAll(/^# ([A-Z\d_]+)=/gm)].map(([, name]) => name)).toEqual(environmentNames.map(({ name }) => name));
  });

  it('is up to date (`npm run env:example` writes it)', () => {
    expect(text).toBe(envExample());
  });
});
