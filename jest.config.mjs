export default {
  rootDir: import.meta.dirname,
  roots: ['<rootDir>/dist'],
  testMatch: ['**/*.spec.js'],
  moduleFileExtensions: ['js', 'mjs', 'cjs', 'json', 'node'],
  testEnvironment: 'node',
  transform: {},
  injectGlobals: false,
  testTimeout: 20000,
  maxWorkers: 2,
  workerIdleMemoryLimit: '900MB',
  globalSetup: '<rootDir>/dist/test/support/global-setup.js',
  globalTeardown: '<rootDir>/dist/test/support/global-teardown.js',
}
