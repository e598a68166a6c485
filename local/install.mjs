// Needs nothing but Node.js: it runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The `packages` of a lock file, or undefined if there is none. */
function lockedPackages(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : undefined;
}

/**
 * Whether node_modules lacks a package of the lock file or holds another version of it. Optional packages may be absent:
 * most are for other platforms.
 *
 * @param {string} dir folder with package-lock.json
 */
export function installIsStale(dir) {
  const wanted = lockedPackages(path.join(dir, 'package-lock.json'));
  const installed = lockedPackages(path.join(dir, 'node_modules', '.package-lock.json'));
  if (!wanted || !installed) return wanted !== undefined;
  return Object.entries(wanted).some(([at, { version, optional }]) => {
    if (at === '') return false;
    const found = installed[at];
    return found ? found.version !== version : optional !== true;
  });
}

/**
 * `npm ci` in `dir` if its packages are absent or stale. What npm prints goes to stderr: stdout belongs to the command.
 *
 * @param {string} dir folder with package-lock.json
 */
export function installIfStale(dir) {
  if (!installIsStale(dir)) return;
  console.error(
    `Installing the locked dependencies of ${path.basename(dir)} (npm ci): once, for half a minute to three ...`,
  );
  const begun = Date.now();
  const args = ['ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env['npm_execpath'];
  const options = { cwd: dir, stdio: ['ignore', 2, 2] };
  const { status, error } = npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, ...args], options)
    : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
  if (status !== 0) throw new Error(`npm ci failed${error ? `: ${error.message}` : ''}.`);
  console.error(`Installed in ${Math.round((Date.now() - begun) / 1000)} s.`);
}
