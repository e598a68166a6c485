const asyncHooks = require('node:async_hooks');

/**
 * Ends the storages of asynchronous context that the test file before made in this process: once used, a storage costs every
 * promise of the process from then on, and keeps all that it holds. jest makes one for each file and ends none: behind a hundred
 * files a promise takes thirty times as long.
 */
const made = Symbol.for('storages of the test file');
const { before = [], Storage = asyncHooks.AsyncLocalStorage } = asyncHooks[made] ?? {};
for (const storage of before) storage.disable();

const own = [];
asyncHooks[made] = { before: own, Storage };
asyncHooks.AsyncLocalStorage = class AsyncLocalStorage extends Storage {
  constructor(...args) {
    super(...args);
    own.push(this);
  }
};
