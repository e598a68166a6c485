/** Compiled for jest like the project's own files: jose and the d3 packages are ES modules only, the exporter of OTLP imports late. */
const swc = [
  '@swc/jest',
  { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
];

export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/tests'],
  testMatch: ['**/*.test.ts'],
  transform: { '\\.m?[jt]s$': swc },
  transformIgnorePatterns: ['/node_modules/(?!jose/|d3-|.*otlp-exporter-base/)'],
  // The app over HTTP, once for all files that test it.
  globalSetup: '<rootDir>/tests/support/globalSetup.ts',
  globalTeardown: '<rootDir>/tests/support/globalTeardown.ts',
  setupFiles: ['<rootDir>/tests/support/beforeFile.cjs'],
  // Ends what hangs; no test is judged by how fast the machine is.
  testTimeout: 180_000,
  // Many tests wait for other processes: storage, browsers, the app.
  maxWorkers: 3,
  testSequencer: '<rootDir>/tests/support/longestFirst.cjs',
  workerIdleMemoryLimit: '1GB',
};
