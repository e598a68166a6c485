import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectPaths } from '../../../local/projectPaths.ts';

const bootstrap = path.join(projectPaths.root, 'local', 'bootstrap.mjs');
const dir = mkdtempSync(path.join(tmpdir(), 'install-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const run = (...args: string[]) => spawnSync(process.execPath, [bootstrap, ...args], { encoding: 'utf8' });

describe('bootstrap', () => {
  test.each(['', 'nonsense', '../package', 'runTool/../token'])('refuses the command %j in one line', (command) => {
    const { status, stderr } = run(command);
    expect({ status, stderr }).toEqual({ status: 1, stderr: `There is no command "${command}".\n` });
  });

  test('hands the arguments on: token prints nothing but a token', () => {
    const { status, stdout, stderr } = run('token', '--role', 'Reports.Read.All', '--v1', '--data', dir);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const claims = JSON.parse(Buffer.from(stdout.split('.')[1]!, 'base64url').toString()) as object;
    expect(claims).toMatchObject({ ver: '1.0', roles: ['Reports.Read.All'] });
  });

  test.each([
    [['token', '--tenant', 'contoso'], /--tenant must be a GUID/],
    [['token', '--nonsense'], /Unknown option '--nonsense'/],
  ])('%j fails with what was wrong', (args, message) => {
    const { status, stderr } = run(...args);
    expect(status).toBe(1);
    expect(stderr).toMatch(message);
  });
});

describe('whether an install is stale', () => {
  const lock =
    (...at: string[]) =>
    (packages: object) =>
      writeFileSync(
        path.join(dir, ...at),
        JSON.stringify({ packages: { '': { devDependencies: { a: '1.0.0' } }, ...packages } }),
      );

  /** In a process of its own, as plain JavaScript modules are not compiled for jest. */
  const isStale = (isWhole = true) => {
    const script = `import { installIsStale } from ${JSON.stringify(path.join(projectPaths.root, 'local', 'install.mjs'))};
      console.log(installIsStale(${JSON.stringify(dir)}, ${isWhole}));`;
    return spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' }).stdout.trim();
  };

  test('it is when a package is absent or of another version, but not for an absent optional one', () => {
    expect(isStale()).toBe('false');
    const a = { 'node_modules/a': { version: '1.0.0' } };
    lock('package-lock.json')({ ...a, 'node_modules/other-platform': { version: '1.0.0', optional: true } });
    expect(isStale()).toBe('true');
    mkdirSync(path.join(dir, 'node_modules'));
    const installed = lock('node_modules', '.package-lock.json');
    installed({});
    expect(isStale()).toBe('true');
    installed({ 'node_modules/a': { version: '0.9.0' } });
    expect(isStale()).toBe('true');
    // npm is about to write it.
    writeFileSync(path.join(dir, 'node_modules', '.package-lock.json'), '{"packages":{"node_mod');
    expect(isStale()).toBe('true');
    installed({ ...a, 'node_modules/extraneous': { version: '1.0.0' } });
    expect(isStale()).toBe('false');
  });

  test('what only a workspace names is not missed by commands that do without it, but what a package of theirs needs is', () => {
    const of = (more: object = {}) => ({ version: '1.0.0', ...more });
    const own = {
      'node_modules/a': of({
        dependencies: { b: '1' },
        peerDependencies: { tool: '1' },
        peerDependenciesMeta: { tool: { optional: true } },
      }),
      'node_modules/a/node_modules/b': of({ dependencies: { c: '1' } }),
      'node_modules/c': of({ dependencies: { a: '1' } }),
    };
    lock('package-lock.json')({
      ...own,
      'node_modules/b': of(),
      'node_modules/tool': of(),
      'node_modules/tools': { resolved: 'tests/tools', link: true },
      'tests/tools': of({ devDependencies: { b: '1', tool: '1' } }),
    });
    const installed = lock('node_modules', '.package-lock.json');
    installed(own);
    expect([isStale(false), isStale()]).toEqual(['false', 'true']);
    installed({ ...own, 'node_modules/c': of({ version: '0.9.0' }) });
    expect(isStale(false)).toBe('true');
    installed({ ...own, 'node_modules/b': of(), 'node_modules/tool': of() });
    expect([isStale(false), isStale()]).toEqual(['false', 'false']);
  });
});

describe('how it is installed', () => {
  const place = path.join(dir, 'installed');
  const modules = path.join(place, 'node_modules');
  const npm = path.join(dir, 'npm.js');
  const write = (at: string, content: object) => {
    mkdirSync(path.dirname(path.join(place, at)), { recursive: true });
    writeFileSync(path.join(place, at), JSON.stringify(content));
  };
  const named = { devDependencies: { a: '1.0.0' } };
  const tools = { devDependencies: { b: '1.0.0' } };
  const locked = {
    '': named,
    'node_modules/a': { version: '1.0.0' },
    'node_modules/b': { version: '1.0.0' },
    'node_modules/tools': { resolved: 'tools', link: true },
    tools,
  };

  beforeEach(() => {
    rmSync(place, { recursive: true, force: true });
    write('package.json', named);
    write('tools/package.json', tools);
    write('package-lock.json', { packages: locked });
    // Stands for npm: tells what it was asked.
    writeFileSync(
      npm,
      'console.error(`asked: ${process.argv.slice(2, 4).join(" ")}`); process.exit(process.env.FAILS ? 1 : 0);',
    );
  });
  /** What npm is asked. */
  const asked = (env: NodeJS.ProcessEnv = {}) => {
    const script = `import { installIfStale } from ${JSON.stringify(path.join(projectPaths.root, 'local', 'install.mjs'))};
      await installIfStale(${JSON.stringify(place)});`;
    const { stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      encoding: 'utf8',
      env: { ...process.env, npm_execpath: npm, ...env },
    });
    return /^asked: (.*)$/m.exec(stderr)?.[1];
  };
  const installedBefore = () =>
    write('node_modules/.package-lock.json', { packages: { 'node_modules/a': locked[''] } });

  test('where nothing is installed, from the ground', () => expect(asked()).toBe('ci --include=dev'));

  test('what an app that runs may need is never taken away: what is missing is added, the lock file left alone', () => {
    installedBefore();
    expect(asked()).toBe('install --no-save');
    expect(readdirSync(modules)).toEqual(['.package-lock.json']);
  });

  test('after an installation that was broken off, from the ground', () => {
    installedBefore();
    expect(asked({ FAILS: 'yes' })).toBe('install --no-save');
    expect(asked()).toBe('ci --include=dev');
  });

  test.each(['package.json', 'tools/package.json'])(
    'what the lock file does not know of %s is left to npm ci, which refuses it',
    (file) => {
      installedBefore();
      write(file, { devDependencies: { a: '1.0.0', c: '1.0.0' } });
      expect(asked()).toBe('ci --include=dev');
    },
  );
});
