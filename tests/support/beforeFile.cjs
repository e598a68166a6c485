/** Runs before each test file, in its globals; what outlives it is in those of the process, where jest's `require` does not lead. */
const { createRequire } = process.getBuiltinModule('node:module');

const file = require.resolve('./testProcess.cjs');
createRequire(file)(file).endStorages();
