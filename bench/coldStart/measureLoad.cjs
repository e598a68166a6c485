'use strict';
/*
 * Loads a package as the worker of Azure Functions does, `measureLoad.cjs <main>`, and prints what that took as JSON: milliseconds,
 * bytes of its own files, modules of Node.js that were not there before.
 */
const { statSync } = require('node:fs');
const Module = require('node:module');
const { performance } = require('node:perf_hooks');

let model;
const core = {
  version: '3.0.0',
  hostVersion: '4.0.0',
  log() {},
  setProgrammingModel: (set) => {
    model = set;
  },
  getProgrammingModel: () => model,
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

const before = process.moduleLoadList.length;
const began = performance.now();
require(process.argv[2]);
const ms = performance.now() - began;
const modules = process.moduleLoadList.length - before;
const files = Object.keys(require.cache).filter((file) => file !== module.filename);
const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
process.stdout.write(JSON.stringify({ ms, bytes, modules }));
process.exit();
