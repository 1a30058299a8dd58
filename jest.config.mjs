export default {
  rootDir: import.meta.dirname,
  roots: ['<rootDir>/dist'],
  testMatch: ['**/*.spec.js'],
  moduleFileExtensions: ['js', 'mjs', 'cjs', 'json', 'node'],
  testEnvironment: 'node',
  transform: {},
  injectGlobals: false,
  testTimeout: 20000,
  // Twice the two cores this is measured on: a worker often waits for the database or a browser.
  maxWorkers: 4,
  workerIdleMemoryLimit: '1500MB',
  globalSetup: '<rootDir>/dist/test/support/global-setup.js',
  globalTeardown: '<rootDir>/dist/test/support/global-teardown.js',
}
