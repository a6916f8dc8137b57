import { existsSync } from 'node:fs';

const USUAL = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/snap/bin/chromium'];

/** Where Chromium is: what `CHROMIUM_PATH` names, or else a usual place; null when there is none. */
export function findBrowser(): string | null {
  const given = process.env['CHROMIUM_PATH'];
  return (given === undefined ? USUAL : [given]).find((path) => existsSync(path)) ?? null;
}
