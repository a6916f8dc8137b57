import { availableParallelism } from 'node:os';

/** Flags that leave the suite whole; with any other argument only a part of it runs, and its coverage would say nothing. */
const harmless = /^--?(ci|i|w|config|runInBand|maxWorkers|verbose|silent|coverage|colors|forceExit|detectOpenHandles)(=|$)/;
const wholeSuite = process.argv.slice(2).every((argument) => harmless.test(argument));

/** Unit specs lie beside the code they are about; the rest is in test/. */
export default {
  // Spec files of one worker process share the server and its libraries: see docs/decisions/0009.
  testEnvironment: '<rootDir>/test/testkit/jest/environment.mjs',
  runtime: '<rootDir>/test/testkit/jest/runtime.mjs',
  roots: ['<rootDir>/src', '<rootDir>/test', '<rootDir>/bench', '<rootDir>/scripts'],
  testMatch: ['**/*.spec.ts'],
  globalSetup: '<rootDir>/test/testkit/global-setup.mjs',
  globalTeardown: '<rootDir>/test/testkit/global-teardown.mjs',
  testPathIgnorePatterns: ['/node_modules/', '\\.services\\.spec\\.ts$'],
  transform: { '^.+\\.ts$': '@swc/jest' },
  // Only to find the specs of changed files; what loads them knows it by itself.
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  testTimeout: 30_000,
  maxWorkers: Math.min(4, availableParallelism()),
  workerIdleMemoryLimit: '1GB',
  collectCoverage: wholeSuite,
  collectCoverageFrom: ['src/**/*.ts', '!src/**/*.spec.ts'],
  coverageProvider: 'v8',
  coverageReporters: ['text-summary', 'lcovonly'],
  ...(wholeSuite && { coverageThreshold: { global: { lines: 80 } } }),
};
