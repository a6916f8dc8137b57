import base from './jest.config.js';

/** What takes as long as it is told to, by `npm run fuzz`. */
export default {
  ...base,
  testMatch: ['**/*.fuzz.ts'],
  roots: ['<rootDir>/test'],
  testTimeout: 24 * 3_600_000,
  maxWorkers: 1,
  collectCoverage: false,
  coverageThreshold: undefined,
};
