// Needs nothing but Node.js: it runs before anything is installed.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers';
import { inTurn } from './inTurn.mjs';

/** The `packages` of a lock file, or undefined if there is none. */
function lockedPackages(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : undefined;
}

/** The packages that npm says it has installed, or undefined if it has not: what it is about to write cannot be read yet. */
function installedPackages(dir) {
  try {
    return lockedPackages(path.join(dir, 'node_modules', '.package-lock.json'));
  } catch {
    return undefined;
  }
}

/** Where a package finds another, as Node.js looks for it: in the nearest node_modules around it. */
function placeOf(packages, at, name) {
  for (let folder = at; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    const place = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`;
    if (packages[place] !== undefined || folder === '') return place;
  }
}

/** The places of what package.json names itself, and of all that this needs; what only a workspace names is not among them. */
function ownPlaces(packages) {
  const found = new Set();
  const visit = (at, names) => {
    for (const name of names) {
      const place = placeOf(packages, at, name);
      const { dependencies, optionalDependencies, peerDependencies, peerDependenciesMeta } = packages[place] ?? {};
      if (packages[place] === undefined || found.has(place)) continue;
      found.add(place);
      const peers = Object.keys(peerDependencies ?? {}).filter(
        (peer) => peerDependenciesMeta?.[peer]?.optional !== true,
      );
      visit(place, [...Object.keys({ ...dependencies, ...optionalDependencies }), ...peers]);
    }
  };
  const { dependencies, devDependencies } = packages[''] ?? {};
  visit('', Object.keys({ ...dependencies, ...devDependencies }));
  return [...found];
}

/**
 * Whether node_modules lacks a package of the lock file or holds another version of it. Optional packages may be absent:
 * most are for other platforms.
 *
 * @param {string} dir folder with package-lock.json
 * @param {boolean} isWhole whether what only its workspaces name is wanted too
 */
export function installIsStale(dir, isWhole = true) {
  const wanted = lockedPackages(path.join(dir, 'package-lock.json'));
  const installed = installedPackages(dir);
  if (!wanted || !installed) return wanted !== undefined;
  const places = isWhole ? Object.keys(wanted) : ownPlaces(wanted);
  return places.some((at) => {
    const { version, optional, link } = wanted[at];
    // The folder itself, and those of workspaces.
    if (!at.includes('node_modules/') || link) return false;
    const found = installed[at];
    return found ? found.version !== version : optional !== true;
  });
}

/** Whether the lock file is that of package.json and of those of the workspaces: only then npm takes from it all that it installs. */
function isLockCurrent(dir) {
  const kinds = ['dependencies', 'devDependencies', 'optionalDependencies'];
  const named = (manifest) =>
    kinds
      .map((kind) =>
        Object.entries(manifest[kind] ?? {})
          .sort()
          .join(),
      )
      .join('\n');
  return Object.entries(lockedPackages(path.join(dir, 'package-lock.json')) ?? {})
    .filter(([at, { link }]) => !at.includes('node_modules/') && !link)
    .every(([at, locked]) => {
      const file = path.join(dir, at, 'package.json');
      return existsSync(file) && named(JSON.parse(readFileSync(file, 'utf8'))) === named(locked);
    });
}

/** Starts npm. What it prints goes to stderr: stdout belongs to the command. */
function startNpm(dir, args) {
  const npm = process.env['npm_execpath'];
  const options = { cwd: dir, stdio: ['ignore', 2, 2] };
  return npm?.endsWith('.js')
    ? spawn(process.execPath, [npm, ...args], options)
    : spawn('npm', args, { ...options, shell: process.platform === 'win32' });
}

/**
 * Waits for the end of npm. Ctrl-C and a closed terminal reach npm by themselves, `kill` does not: it is passed on to an npm
 * that still runs a second later. This process then ends by it too, but not before npm did.
 */
async function endOf(npm) {
  let stoppedBy;
  const stop = (signal) => {
    stoppedBy ??= signal;
    setTimeout(() => npm.kill(signal), 1000).unref();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
  try {
    const [status] = await once(npm, 'close');
    return { status, stoppedBy };
  } catch (error) {
    return { error, stoppedBy };
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(signal, stop);
  }
}

/**
 * Installs, whatever is there. `npm ci` would take away what an app that runs from there still needs, so what is there is
 * added to; unless there is nothing, the lock file is of another package.json, which `npm ci` refuses, or an installation was
 * broken off.
 *
 * @param {(command: string, pid: number) => void} tell is told what npm does, and its process
 * @returns the signal that this process was to end by meanwhile, if there was one
 */
async function install(dir, isWhole, tell) {
  const modules = path.join(dir, 'node_modules');
  const unfinished = path.join(modules, '.unfinished');
  const isAdded = existsSync(path.join(modules, '.package-lock.json')) && !existsSync(unfinished) && isLockCurrent(dir);
  const command = isAdded ? ['install', '--no-save'] : ['ci'];
  const what = isWhole
    ? `all locked dependencies of ${path.basename(dir)}`
    : 'what the service and its local parts need';
  const time = isWhole ? 'half a minute to three' : 'a quarter of a minute to two';
  console.error(`Installing ${what} (npm ${command[0]}): once, for ${time} ...`);
  const begun = Date.now();
  const workspaces = isWhole ? [] : ['--workspaces=false'];
  const args = [
    ...command,
    '--include=dev',
    ...workspaces,
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ];
  if (isAdded) writeFileSync(unfinished, '');
  const npm = startNpm(dir, args);
  if (npm.pid !== undefined) tell(command[0], npm.pid);
  const { status, error, stoppedBy } = await endOf(npm);
  if (status !== 0 && !stoppedBy) throw new Error(`npm ${command[0]} failed${error ? `: ${error.message}` : ''}.`);
  if (status === 0) {
    rmSync(unfinished, { force: true });
    console.error(`Installed in ${Math.round((Date.now() - begun) / 1000)} s.`);
  }
  return stoppedBy;
}

/**
 * Installs in `dir` what is absent or stale, by the lock file, which stays as it is. One command at a time does so: others wait
 * for it, and go on with what it has installed, or try themselves if it failed. Who has what it needs waits only for one that
 * does not add to it.
 *
 * @param {string} dir folder with package-lock.json
 * @param {boolean} isWhole whether what only its workspaces name is wanted too; what is there already of that is kept
 */
export async function installIfStale(dir, isWhole = true) {
  const turn = {
    isDone: (command = 'install') => command === 'install' && !installIsStale(dir, isWhole),
    onWait: (pid) =>
      console.error(
        `Another command (${pid ? `process ${pid}` : 'elsewhere'}) is installing in ${path.basename(dir)}: waiting for it ...`,
      ),
  };
  const stoppedBy = await inTurn(path.join(dir, '.installing'), turn, (tell) => install(dir, isWhole, tell));
  if (stoppedBy) process.kill(process.pid, stoppedBy);
}
