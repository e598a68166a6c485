'use strict';
/* Loads a package as the worker of Azure Functions does and prints the milliseconds that took: `measureLoad.cjs <main>`. */
const Module = require('node:module');
const { performance } = require('node:perf_hooks');

const core = {
  version: '3.0.0',
  hostVersion: '4.0.0',
  log() {},
  setProgrammingModel() {},
  getProgrammingModel() {},
  registerFunction: () => new core.Disposable(),
  registerHook: () => new core.Disposable(),
  Disposable: class {
    dispose() {}
  },
};
const original = Module.prototype.require;
Module.prototype.require = function require(id) {
  return id === '@azure/functions-core' ? core : original.call(this, id);
};

const began = performance.now();
require(process.argv[2]);
process.stdout.write(String(performance.now() - began));
process.exit();
