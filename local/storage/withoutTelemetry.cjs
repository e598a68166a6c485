/* Azurite loads the SDK of its telemetry, two thirds of its start, also where that is off: here it always is, so an empty module stands in its place. */
const Module = require('node:module');
const path = require('node:path');

const azurite = path.dirname(require.resolve('azurite/package.json'));
const file = require.resolve('applicationinsights', { paths: [azurite] });
require.cache[file] ??= Object.assign(new Module(file), { loaded: true });
