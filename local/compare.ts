import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { projectPaths } from './projectPaths.ts';
import { helpAsked } from './process/helpAsked.ts';
import { runTool } from './process/runTool.ts';

/** What is looked at of jest's results. */
interface Results {
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

const help = {
  usage: 'npm run compare [-- --url BASE --token TOKEN] [PATTERN ...]',
  purpose: [
    'Conformance and security tests on the local host, then on Azure Functions Core Tools or the app at an address;',
    'shows which end otherwise there. Patterns are of the files of tests; tests/conformance tests/security.',
  ],
  options: {
    url: { value: 'BASE', says: 'the address of the other app, instead of Core Tools' },
    token: { value: 'TOKEN', says: 'a token for it that may read and write' },
  },
};

const usual = ['tests/conformance', 'tests/security'];

/** Runs the tests with these variables; how each of them ended, by its name. */
async function run(patterns: readonly string[], variables: Readonly<Record<string, string>>, workers = 2) {
  const folder = await mkdtemp(path.join(tmpdir(), 'compare-'));
  const before = { ...process.env };
  try {
    Object.assign(process.env, variables);
    const file = path.join(folder, 'results.json');
    await runTool('jest/bin/jest.js', [
      ...patterns,
      '--silent',
      `--maxWorkers=${workers}`,
      '--json',
      `--outputFile=${file}`,
    ]);
    const { testResults } = JSON.parse(await readFile(file, 'utf8')) as Results;
    return new Map(
      testResults.flatMap(({ assertionResults }) =>
        assertionResults.map(({ fullName, status }) => [fullName, status] as const),
      ),
    );
  } finally {
    for (const name of Object.keys(variables))
      if (before[name] === undefined) Reflect.deleteProperty(process.env, name);
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * `npm run compare -- [--url BASE --token TOKEN] [PATTERN ...]`: runs the conformance and security tests on the local host, and again
 * on Azure Functions Core Tools, or on the app at an address with a token of one's own, and shows which tests end otherwise there.
 */
export async function main(args: string[]): Promise<void> {
  if (helpAsked(args, help)) return;
  const options = { url: { type: 'string' }, token: { type: 'string' } } as const;
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const { url, token = '' } = values;
  const patterns = positionals.length > 0 ? positionals : usual;
  const other =
    url === undefined
      ? { TEST_HOST_ENTRY: path.join(projectPaths.root, 'tests', 'support', 'coreToolsHost.mjs') }
      : { TEST_BASE_URL: url, TEST_TOKEN: token };
  const everywhere = { ANSWERS_EVERYWHERE: 'yes' };
  const here = await run(patterns, everywhere);
  // At an address all files write to the tenant of the token.
  const there = await run(patterns, { ...everywhere, ...other }, url === undefined ? 2 : 1);
  const differing = [...here].filter(([name, status]) => there.get(name) !== status);
  for (const [name, status] of differing)
    console.log(`${name}\n  local host: ${status}, ${url ?? 'Core Tools'}: ${there.get(name) ?? 'did not run'}`);
  console.log(`${here.size} tests, ${differing.length} of which end otherwise on ${url ?? 'Core Tools'}.`);
  process.exitCode = differing.length === 0 && here.size > 0 ? 0 : 1;
}
