// Needs nothing but Node.js: it runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The `packages` of a lock file, or undefined if there is none. */
function lockedPackages(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : undefined;
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
  const installed = lockedPackages(path.join(dir, 'node_modules', '.package-lock.json'));
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

/**
 * `npm ci` in `dir` if its packages are absent or stale. What npm prints goes to stderr: stdout belongs to the command.
 *
 * @param {string} dir folder with package-lock.json
 * @param {boolean} isWhole whether what only its workspaces name is wanted too; what is there already of that is kept
 */
export function installIfStale(dir, isWhole = true) {
  if (!installIsStale(dir, isWhole)) return;
  const what = isWhole
    ? `all locked dependencies of ${path.basename(dir)}`
    : 'what the service and its local parts need';
  const time = isWhole ? 'half a minute to three' : 'a quarter of a minute to two';
  console.error(`Installing ${what} (npm ci): once, for ${time} ...`);
  const begun = Date.now();
  const workspaces = isWhole ? [] : ['--workspaces=false'];
  const args = [
    'ci',
    '--include=dev',
    ...workspaces,
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ];
  const npm = process.env['npm_execpath'];
  const options = { cwd: dir, stdio: ['ignore', 2, 2] };
  const { status, error } = npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, ...args], options)
    : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
  if (status !== 0) throw new Error(`npm ci failed${error ? `: ${error.message}` : ''}.`);
  console.error(`Installed in ${Math.round((Date.now() - begun) / 1000)} s.`);
}
