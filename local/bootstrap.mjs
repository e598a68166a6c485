// Runs a command of this project, `node local/bootstrap.mjs <command> [arguments]`, and installs first what it needs.
// It must work on a fresh clone, so it imports nothing that has to be installed before that is done.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { bundleCommand } from './bundleCommand.mjs';
import { installIfStale } from './install.mjs';

const local = path.dirname(fileURLToPath(import.meta.url));
const root = path.dirname(local);

/** Commands that need what tests, checks and benchmarks run with: the workspace tests/tools. The others do without. */
const withTools = new Set(['test', 'check', 'postman', 'nightly', 'compare', 'docs', 'bench']);
/** Folders with packages of their own that a command needs beside the project's. */
const furtherPackages = { test: ['tests/clients'], check: ['tests/clients'], nightly: ['tests/clients'] };

/** @param {string} wanted like `>=20.19` */
function nodeIsOlderThan(wanted) {
  const [major, minor] = wanted.replace('>=', '').split('.').map(Number);
  const [ownMajor, ownMinor] = process.versions.node.split('.').map(Number);
  return ownMajor < major || (ownMajor === major && ownMinor < minor);
}

/** The bundle of a command; its source, compiled as it is read, where nothing can be written beside it. */
async function commandFile(command) {
  try {
    return await bundleCommand(root, command);
  } catch (error) {
    if (!['EACCES', 'EPERM', 'EROFS', 'EBUSY'].includes(error.code)) throw error;
    const { register } = await import('tsx/esm/api');
    register();
    return path.join(local, `${command}.ts`);
  }
}

async function run([command = '', ...args]) {
  const script = path.join(local, `${command}.ts`);
  if (!/^[a-z]+$/.test(command) || !existsSync(script)) throw new Error(`There is no command "${command}".`);
  const { engines } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  if (nodeIsOlderThan(engines.node))
    throw new Error(`Node.js ${engines.node} is needed; this is ${process.versions.node}.`);
  await installIfStale(root, withTools.has(command));
  for (const dir of furtherPackages[command] ?? []) await installIfStale(path.join(root, dir));
  const { main } = await import(pathToFileURL(await commandFile(command)).href);
  await main(args);
}

/** What is said of an error: of options that a command does not have, where those it has are. */
function told({ code, message }, command) {
  if (!String(code).startsWith('ERR_PARSE_ARGS')) return message;
  return `${message.replace(/\. To specify [^]*/, '')}. npm run ${command} -- --help lists the options.`;
}

// Where an error is in the sources, for those who ask.
process.setSourceMapsEnabled(process.env['DEBUG'] !== undefined);
try {
  await run(process.argv.slice(2));
} catch (error) {
  console.error(process.env['DEBUG'] ? error : told(error, process.argv[2]));
  process.exit(1);
}
