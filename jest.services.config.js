import base from './jest.config.js';

/** The same suite, and what only real services can show. */
export default { ...base, testPathIgnorePatterns: ['/node_modules/'], collectCoverage: false, coverageThreshold: undefined };
