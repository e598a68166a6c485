/** Read before the app (`--require`): writes what is loaded when the first answer goes out, modules of Node.js and files. */
const { subscribe, unsubscribe } = require('node:diagnostics_channel');
const { writeSync } = require('node:fs');

const channel = 'http.server.response.finish';

function tell() {
  unsubscribe(channel, tell);
  const loaded = { modules: process.moduleLoadList, files: Object.keys(require.cache) };
  writeSync(2, `loaded ${JSON.stringify(loaded)}\n`);
}

subscribe(channel, tell);
