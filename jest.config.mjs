export default {
  rootDir: import.meta.dirname,
  roots: ['<rootDir>/dist'],
  testMatch: ['**/*.spec.js'],
  moduleFileExtensions: ['js', 'mjs', 'cjs', 'json', 'node'],
  // Specs of a worker share their modules (docs/decisions/0017); one that changes them for good names the environment 'node'.
  testEnvironment: '<rootDir>/dist/test/support/realm/environment.js',
  runtime: '<rootDir>/dist/test/support/realm/runtime.js',
  transform: {},
  injectGlobals: false,
  testTimeout: 20000,
  testSequencer: '<rootDir>/dist/test/support/plain/longest-first.js',
  // One more than the two cores this is measured on: a worker often waits for the database or a browser.
  maxWorkers: 3,
  workerIdleMemoryLimit: '1500MB',
  globalSetup: '<rootDir>/dist/test/support/global-setup.js',
  globalTeardown: '<rootDir>/dist/test/support/global-teardown.js',
}
