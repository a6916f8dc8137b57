import type { Config } from '../../config/config.js';

/** A result of a check: `ok`, `note` for something to know, `wrong` for something to mend. */
export interface Finding {
  state: 'ok' | 'note' | 'wrong';
  /** One line. */
  text: string;
}

/** One thing that is looked at, and changed by nobody. What is thrown is wrong; a text is well. */
export type Check = readonly [what: string, look: (config: Config) => Promise<string | readonly Finding[]>];

/** The findings of a check, whatever becomes of it. */
export async function findingsOf([, look]: Check, config: Config): Promise<readonly Finding[]> {
  try {
    const found = await look(config);
    return typeof found === 'string' ? [{ state: 'ok', text: found }] : found;
  } catch (error) {
    const { message, code } = error as { message?: string; code?: string };
    return [{ state: 'wrong', text: message || code || String(error) }];
  }
}
