import type { Config } from '../config/config.js';
import { withEnvFile } from '../config/env-file.js';
import { readEnvironment } from '../config/environment.js';

/** The configuration of this process; the only place where its environment is read. @throws StartError */
export const configuration = (): Config => readEnvironment(withEnvFile(process.env));
