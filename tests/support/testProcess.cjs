const asyncHooks = require('node:async_hooks');
const vm = require('node:vm');

/**
 * What test files leave to the ones after them in the same process, outside of the global objects that jest makes for each.
 * Nothing a test can tell is of it: only what the process has to do again, or goes on doing in vain.
 */
const scripts = new Map();
const { compileFunction } = vm;
const { AsyncLocalStorage } = asyncHooks;
let storages = [];

/** A module as a function, which jest has compiled anew for each test file; the code is read once, and runs in each anew. */
vm.compileFunction = (code, parameters = [], options = {}) => {
  const { filename = '', parsingContext } = options;
  // A script that imports at run time needs what the options say of it; test files come once.
  const isShared = parsingContext !== undefined && !/\bimport\(|^#!/.test(code) && !/\.test\.ts$/.test(filename);
  if (!isShared) return compileFunction(code, parameters, options);
  const name = `${parameters.join()} ${filename}`;
  const known = scripts.get(name);
  if (known?.code === code) return known.script.runInContext(parsingContext);
  const head = `(function (${parameters.join()}) {`;
  let script;
  try {
    script = new vm.Script(`${head}${code}\n})`, { filename, columnOffset: -head.length });
  } catch {
    return compileFunction(code, parameters, options);
  }
  scripts.set(name, { code, script });
  return script.runInContext(parsingContext);
};

/**
 * Which test runs, as jest keeps it: one at a time, since none of ours are concurrent. As a context that follows every promise,
 * which jest means it to be, it costs each of them more than the promise itself.
 */
class RunningTest {
  #now;

  getStore() {
    return this.#now;
  }

  run(store, callback, ...args) {
    const before = this.#now;
    const end = () => (this.#now = before);
    this.#now = store;
    let result;
    try {
      result = callback(...args);
    } finally {
      if (typeof result?.then !== 'function') end();
    }
    return typeof result?.then === 'function' ? result.finally(end) : result;
  }

  disable() {
    this.#now = undefined;
  }
}

/** Whether jest itself makes the storage: told by who called. */
const isOfJest = () => /[\\/]jest-circus[\\/]/.test(new Error('made here').stack?.split('\n')[3] ?? '');

class KnownStorage extends AsyncLocalStorage {
  constructor(...args) {
    super(...args);
    if (isOfJest()) return new RunningTest();
    storages.push(new WeakRef(this));
  }
}
// From Node.js 22 on it cannot be assigned.
Object.defineProperty(asyncHooks, 'AsyncLocalStorage', { value: KnownStorage, enumerable: true, configurable: true });

/**
 * Ends the storages of asynchronous context that the file before made: once used, a storage costs every promise of the process
 * from then on, and keeps all that it holds. jest makes one for each file and ends none: behind a hundred files a promise takes
 * thirty times as long. What still runs of an ended file may begin its storage again, so that each is known as long as it is there.
 */
exports.endStorages = () => {
  storages = storages.filter((storage) => storage.deref() !== undefined);
  for (const storage of storages) storage.deref()?.disable();
};
