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

asyncHooks.AsyncLocalStorage = class extends AsyncLocalStorage {
  constructor(...args) {
    super(...args);
    storages.push(this);
  }
};

/**
 * Ends the storages of asynchronous context that the file before made: once used, a storage costs every promise of the process
 * from then on, and keeps all that it holds. jest makes one for each file and ends none: behind a hundred files a promise takes
 * thirty times as long.
 */
exports.endStorages = () => {
  for (const storage of storages) storage.disable();
  storages = [];
};
