// newman runs the Postman collection: https://github.com/postmanlabs/newman
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(__dirname, '..', '..');

interface Item {
  readonly name: string;
  readonly auth?: { readonly type: string };
  readonly item?: readonly Item[];
  readonly request?: { readonly auth?: unknown; readonly url: string };
  readonly event?: readonly { readonly listen: string; readonly script: { readonly exec: readonly string[] } }[];
}

interface Environment {
  readonly values: readonly { readonly key: string; readonly value: string }[];
}

const read = (file: string): unknown => JSON.parse(readFileSync(path.join(root, 'postman', file), 'utf8'));
const collection = read('collection.json') as {
  readonly info: { readonly schema: string };
  readonly item: readonly Item[];
};
const requests = collection.item.flatMap(({ item = [] }) => item);

/** Runs the command as a user would; its output and exit code. */
function runCommand(...args: readonly string[]): Promise<{ readonly output: string; readonly code: number | null }> {
  const child = spawn(process.execPath, [path.join(root, 'local', 'bootstrap.mjs'), 'postman', ...args], { cwd: root });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((resolve) => child.once('close', (code) => resolve({ output, code })));
}

test('the collection is a Postman collection of version 2.1', () => {
  expect(collection.info.schema).toBe('https://schema.getpostman.com/json/collection/v2.1.0/collection.json');
});

test.each([
  ['Delegated', 'oauth2'],
  ['Application', 'oauth2'],
  ['Forgetting a person', 'bearer'],
])('%s: the sign-in is set on the folder', (name, type) => {
  expect(collection.item.find((folder) => folder.name === name)?.auth?.type).toBe(type);
});

test('requests inherit the sign-in, but for those that are about the token', () => {
  expect(requests.filter(({ request }) => request?.auth !== undefined).map(({ name }) => name)).toEqual([
    '400: a token in the URL',
    '403: a token that may only read',
  ]);
});

test.each(requests.map((item) => [item.name, item] as const))('%s: asserts the status', (_, { event = [] }) => {
  const script = event.find(({ listen }) => listen === 'test')?.script.exec.join('\n');
  expect(script).toContain('pm.response.to.have.status(');
});

test('every variable of the collection is in both environments, and no secret is', () => {
  const text = JSON.stringify(collection);
  const own = ['reportId', 'etag', 'staleEtag', 'postedId', 'postedDay', 'forgetId', '$guid'];
  const used = new Set([...text.matchAll(/\{\{([$\w]+)\}\}/g)].map(([, name = '']) => name));
  for (const file of ['local.environment.json', 'azure.environment.json']) {
    const { values } = read(file) as Environment;
    expect(values.map(({ key }) => key)).toEqual(
      expect.arrayContaining([...used].filter((name) => !own.includes(name))),
    );
    expect(values.filter(({ key, value }) => key.endsWith('Token') && value !== '')).toEqual([]);
  }
});

test('the local environment is that of local.settings.json', () => {
  const { Values } = JSON.parse(readFileSync(path.join(root, 'local.settings.json'), 'utf8')) as {
    Values: Record<string, string>;
  };
  const { values } = read('local.environment.json') as Environment;
  const local = Object.fromEntries(values.map(({ key, value }) => [key, value]));
  expect([local['authority'], local['audience']]).toEqual([Values['AUTH_AUTHORITY'], Values['AUTH_AUDIENCE']]);
});

test('npm run postman passes against a freshly started app', async () => {
  const { output, code } = await runCommand('--fresh');
  expect(output).toContain(`${requests.length} requests`);
  expect(output).toMatch(/ [1-9]\d+ assertions, 0 failures/);
  expect(code).toBe(0);
});
