import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectPaths } from '../../../local/projectPaths.ts';

const dir = mkdtempSync(path.join(tmpdir(), 'install-turns-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
/** Ends what a failed test left running. */
afterEach(() => {
  for (const pid of asked().map((line) => Number(line.split(' ')[1]))) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It ended, as it should.
    }
  }
});

const place = path.join(dir, 'project');
const lock = path.join(place, '.installing');
const modules = path.join(place, 'node_modules');
const npm = path.join(dir, 'npm.js');
const log = path.join(dir, 'npm.log');
const mayEnd = path.join(dir, 'may-end');

/** Stands for npm: takes as long as the test wants, and fails as npm does where another does the same in the same folder. */
const fakeNpm = `
const { appendFileSync, existsSync, mkdirSync, rmSync, writeFileSync } = require('node:fs');
if (process.argv[2] === 'ci') rmSync('node_modules/.package-lock.json', { force: true });
mkdirSync('node_modules', { recursive: true });
try { mkdirSync('node_modules/.busy'); } catch { console.error('ENOTEMPTY'); process.exit(190); }
appendFileSync(process.env.LOG, process.argv[2] + ' ' + process.pid + '\\n');
setInterval(() => {
  if (!existsSync(process.env.MAY_END)) return;
  if (!process.env.FAILS) writeFileSync('node_modules/.package-lock.json', JSON.stringify({ packages: { 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '1.0.0' } } }));
  rmSync('node_modules/.busy', { recursive: true });
  process.exit(process.env.FAILS ? 1 : 0);
}, 10);
`;

beforeEach(() => {
  rmSync(place, { recursive: true, force: true });
  for (const file of [log, mayEnd]) rmSync(file, { force: true });
  mkdirSync(place);
  const named = { dependencies: { a: '1.0.0' } };
  writeFileSync(path.join(place, 'package.json'), JSON.stringify(named));
  const a = { version: '1.0.0' };
  writeFileSync(
    path.join(place, 'package-lock.json'),
    JSON.stringify({ packages: { '': named, 'node_modules/a': a, 'node_modules/b': a } }),
  );
  writeFileSync(npm, fakeNpm);
});

const install = pathToFileURL(path.join(projectPaths.root, 'local', 'install.mjs')).href;

/** A command that installs what it needs, in a process of its own. */
function command(env: NodeJS.ProcessEnv = {}, isWhole = true) {
  const script = `import { installIfStale } from ${JSON.stringify(install)};
    await installIfStale(${JSON.stringify(place)}, ${isWhole}); console.log('goes on');`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    env: { ...process.env, npm_execpath: npm, LOG: log, MAY_END: mayEnd, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (text: Buffer) => (out += text.toString()));
  child.stderr.on('data', (text: Buffer) => (err += text.toString()));
  const says = () => err;
  const ended = new Promise<{ code: number | null; signal: string | null; out: string; lines: string[] }>((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal, out, lines: err.split('\n').slice(0, -1) }));
  });
  return { child, says, ended };
}

const asked = () => (existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : []);
const npmPid = () => Number(asked()[0]!.split(' ')[1]);

async function until(holds: () => boolean) {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 10));
}
const npmRuns = () => until(() => asked().length > 0);

const end = () => writeFileSync(mayEnd, '');

const waits = /^Another command \(process \d+\) is installing in project: waiting for it \.\.\.$/m;
const wentOn = { code: 0, signal: null, out: 'goes on\n' };

describe('commands that need the same packages', () => {
  test('one of three installs, the others say in a line that they wait, and go on with what it installed', async () => {
    const three = [command(), command(), command()];
    await until(() => three.filter(({ says }) => waits.test(says())).length === 2 && asked().length > 0);
    end();
    const ended = await Promise.all(three.map((one) => one.ended));
    expect(ended).toEqual(Array(3).fill(expect.objectContaining(wentOn)));
    expect(asked()).toEqual([expect.stringMatching(/^ci /)]);
    const lines = ended.map((one) => one.lines).sort((left, right) => right.length - left.length);
    expect(lines).toEqual([
      [expect.stringMatching(/^Installing .*npm ci/), expect.stringMatching(/^Installed in/)],
      [expect.stringMatching(waits)],
      [expect.stringMatching(waits)],
    ]);
    expect(readdirSync(place).sort()).toEqual(['node_modules', 'package-lock.json', 'package.json']);
  });

  test('where the first fails, the second tries itself', async () => {
    const first = command({ FAILS: 'yes' });
    await npmRuns();
    const second = command();
    await until(() => waits.test(second.says()));
    end();
    expect(await first.ended).toMatchObject({ code: 1, out: '' });
    expect(await second.ended).toMatchObject(wentOn);
    expect(asked()).toHaveLength(2);
  });

  test('npm of a command that was killed is waited for as long as it runs', async () => {
    const first = command();
    await npmRuns();
    first.child.kill('SIGKILL');
    const second = command();
    await until(() => waits.test(second.says()));
    end();
    expect(await second.ended).toMatchObject({ ...wentOn, lines: [expect.stringMatching(waits)] });
    expect(asked()).toHaveLength(1);
  });

  test('what a command that was killed together with its npm left is no hindrance, for three at once', async () => {
    const first = command();
    await npmRuns();
    first.child.kill('SIGKILL');
    process.kill(npmPid(), 'SIGKILL');
    await first.ended;
    rmSync(path.join(modules, '.busy'), { recursive: true });
    expect(existsSync(lock)).toBe(true);
    end();
    const ended = await Promise.all([command(), command(), command()].map((one) => one.ended));
    expect(ended).toEqual(Array(3).fill(expect.objectContaining(wentOn)));
    expect(asked()).toHaveLength(2);
    expect(existsSync(lock)).toBe(false);
  });

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s stops the command, its npm and its turn', async (signal) => {
    const first = command();
    await npmRuns();
    first.child.kill(signal);
    expect(await first.ended).toMatchObject({ code: null, signal, out: '' });
    expect(existsSync(lock)).toBe(false);
    expect(() => process.kill(npmPid(), 0)).toThrow('ESRCH');
  });

  test('who has what it needs waits for one that empties the folder, and not for one that adds to it', async () => {
    const has = (packages: object) => {
      mkdirSync(modules, { recursive: true });
      writeFileSync(path.join(modules, '.package-lock.json'), JSON.stringify({ packages }));
    };
    has({ 'node_modules/a': { version: '1.0.0' } });
    const adding = command();
    await npmRuns();
    expect(await command({}, false).ended).toMatchObject({ ...wentOn, lines: [] });
    expect(existsSync(lock)).toBe(true);
    end();
    await adding.ended;
    rmSync(mayEnd);
    expect(asked()).toEqual([expect.stringMatching(/^install /)]);
    has({ 'node_modules/a': { version: '1.0.0' } });
    writeFileSync(path.join(modules, '.unfinished'), '');
    const emptying = command();
    await until(() => asked().length === 2);
    has({ 'node_modules/a': { version: '1.0.0' } });
    const second = command({}, false);
    await until(() => waits.test(second.says()));
    end();
    expect(await second.ended).toMatchObject({ ...wentOn, lines: [expect.stringMatching(waits)] });
    expect(await emptying.ended).toMatchObject(wentOn);
  });
});

describe('whose turn it is', () => {
  const file = path.join(place, 'turn');
  const inTurn = pathToFileURL(path.join(projectPaths.root, 'local', 'inTurn.mjs')).href;
  /** What a process says that wants the turn, which looks in vain for half a second. */
  const turnOf = (at: string) => {
    const script = `import { inTurn } from ${JSON.stringify(inTurn)};
      const onWait = (pid) => console.log('waits for', pid ?? 'one elsewhere');
      const how = { isDone: () => false, onWait, pace: { every: 20, times: 25 } };
      console.log(await inTurn(${JSON.stringify(at)}, how, async () => 'has the turn'));`;
    return spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  };
  const said = async (child: ReturnType<typeof turnOf>) => {
    let text = '';
    for await (const chunk of child.stdout) text += String(chunk);
    return text.trim().split('\n');
  };
  /** Another process's, as it writes it, with this process in its place. */
  const written = async (change: object) => {
    const own = command();
    await npmRuns();
    const turn = JSON.parse(readFileSync(lock, 'utf8')) as { processes: { began: string }[] };
    end();
    await own.ended;
    const processes = [{ ...turn.processes[0], pid: process.pid }];
    writeFileSync(file, JSON.stringify({ ...turn, processes, ...change }));
  };

  test('that of a process with a reused id is over', async () => {
    await written({});
    expect(await said(turnOf(file))).toEqual(['has the turn']);
    expect(existsSync(file)).toBe(false);
  });

  test.each([
    ['of another machine', () => written({ at: 'elsewhere' })],
    ['that says nothing yet', () => writeFile(file, '')],
  ])('one %s is over when its file is touched no more', async (_, prepare) => {
    await prepare();
    let touched = 0;
    const beat = setInterval(() => utimesSync(file, ++touched, touched), 5);
    const child = turnOf(file);
    const saying = said(child);
    await until(() => touched > 150);
    expect(child.exitCode).toBeNull();
    clearInterval(beat);
    expect(await saying).toEqual(['waits for one elsewhere', 'has the turn']);
  });

  test('where no file can be made, there are no turns', async () => {
    expect(await said(turnOf(path.join(place, 'absent', 'turn')))).toEqual(['has the turn']);
  });
});
