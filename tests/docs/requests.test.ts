// What the documents show is run, in their order, against the app as `npm start` runs it: shell and JavaScript as they stand,
// requests as they are described; and the answers they show are compared with the real ones.
import { spawnSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import path from 'node:path';
import { answerDifferences, parseAnswer, textDifferences, type Answer } from './answer.ts';
import { isAnswer, isElsewhere, isRun } from './languageTable.ts';
import { runPowerShell } from './powerShell.ts';
import { readDocuments, type Block, type Document } from './readDocuments.ts';
import { refusedTokens } from './refusedTokens.ts';
import { runBash, runModule } from './runCommand.ts';
import { parseRequest, sendHttp, type HttpRequest } from './sendHttp.ts';
import { startSession, type Session } from './session.ts';
import { unlessMissing } from '../support/unlessMissing.ts';

/** What running a block left behind. */
interface Outcome {
  readonly output: string;
  /** Of every request that is known. */
  readonly statuses: readonly number[];
}

let session: Session;
/** Of the document that is run: the variables of its shell and of its PowerShell. */
let environment: NodeJS.ProcessEnv;
let powerShell: Map<string, unknown>;

beforeAll(async () => (session = await startSession()));
afterAll(async () => await session.stop());

const here = () => ({ cwd: session.folder, env: environment });
const asText = ({ status, headers, body }: Answer): string =>
  [`HTTP/1.1 ${status}`, ...Object.entries(headers).map((pair) => pair.join(': ')), '', body].join('\n');

async function bash(text: string): Promise<Outcome> {
  const { stdout, stderr, environment: left } = await runBash(text, here());
  environment = { ...environment, ...left };
  return { output: stdout, statuses: [...stderr.matchAll(/^@@ (\d+) /gm)].map(([, status]) => Number(status)) };
}

async function node(text: string): Promise<Outcome> {
  const url = session.app.url.replace('http:', 'https:');
  const preloaded = pathToFileURL(path.join(__dirname, 'endTls.mjs')).href;
  const { stdout } = await runModule(text, preloaded, { ...here(), env: { ...environment, URL: url } });
  return { output: stdout, statuses: [] };
}

async function sent(request: HttpRequest): Promise<Outcome> {
  const headers = { Authorization: `Bearer ${await session.app.token()}`, ...request.headers };
  const answer = await sendHttp({ ...request, headers });
  return { output: asText(answer), statuses: [answer.status] };
}

async function read(script: string): Promise<Outcome> {
  const answers: Answer[] = [];
  await runPowerShell(script, powerShell, {
    send: async (request) => {
      const answer = await sendHttp(request);
      answers.push(answer);
      return answer.headers['content-type']?.startsWith('application/json') === true
        ? (JSON.parse(answer.body) as unknown)
        : answer.body;
    },
    run: async (command) => (await runBash(command, here())).stdout,
  });
  const last = answers.at(-1);
  return { output: last === undefined ? '' : asText(last), statuses: answers.map(({ status }) => status) };
}

const runners: Readonly<Record<string, (text: string) => Promise<Outcome>>> = {
  sh: bash,
  js: node,
  http: (text) => sent(parseRequest(text, session.app.url)),
  powershell: read,
};

/** Every request succeeded, but for the last one when its answer is shown, which is as it is shown. */
function check({ output, statuses }: Outcome, answer: Block | undefined): void {
  const shown = answer?.language === 'http' ? parseAnswer(session.located(answer.text)) : undefined;
  const expected = shown === undefined ? statuses : statuses.slice(0, -1);
  expect(expected.filter((status) => status >= 400)).toEqual([]);
  if (shown !== undefined) expect(answerDifferences(shown, parseAnswer(output))).toEqual([]);
  else if (answer !== undefined) {
    const body = output.startsWith('HTTP/') ? parseAnswer(output).body : output;
    expect(textDifferences(session.located(answer.text), body)).toEqual([]);
  }
}

/** Blocks that are run, each with the answer that follows it before anything else does. */
function stepsOf({ blocks }: Document): readonly { block: Block; answer: Block | undefined }[] {
  return blocks.flatMap((block, at) => {
    const next = blocks[at + 1];
    return isRun(block)
      ? [{ block, answer: next && isAnswer(next) && next.notRun === undefined ? next : undefined }]
      : [];
  });
}

const needed = ['bash', 'curl'].filter((program) => spawnSync(program, ['--version']).status !== 0);
// On Windows without Git's.
const missing = needed.length === 0 ? undefined : `no ${needed.join(' and ')}`;
const documents = readDocuments().filter((document) => stepsOf(document).length > 0);

unlessMissing(describe, missing)('documents, run', () => {
  describe.each(documents.map((document) => [document.file, document] as const))('%s', (_, document) => {
    beforeAll(async () => {
      await session.empty();
      const given = { URL: session.app.url, TOKEN: await session.app.token() };
      const own = Object.entries(given).filter(([name]) => document.given.includes(name));
      environment = { ...session.environment, ...Object.fromEntries(own) };
      powerShell = new Map();
    });

    test.each(stepsOf(document).map(({ block, answer }) => [block.line, block, answer] as const))(
      'line %i',
      async (__, block, answer) => {
        const run = runners[block.language];
        check(await run!(session.located(block.text)), answer);
      },
    );
  });
});

test('what the README shows is what npm start prints', () => {
  const shown = readDocuments()
    .find(({ file }) => file === 'README.md')
    ?.blocks.find(({ text }) => text.includes('curl'));
  const [, printed = ''] = /^(TOKEN=.*?)\n\n/ms.exec(session.app.output()) ?? [];
  const command = shown?.text.replaceAll(/,\n +/g, ',').trim() ?? '';
  expect(session.located(command)).toBe(printed.replace(/ -- --data '[^']+'/, ''));
});

test('the addresses the README names answer', async () => {
  const text = readDocuments().find(({ file }) => file === 'README.md')?.text ?? '';
  const addresses = [...text.matchAll(/<(http[^>]+)>/g)].map(([, address = '']) => session.located(address));
  expect(addresses).toHaveLength(2);
  for (const address of addresses) expect((await fetch(address)).status).toBe(200);
});

test('what docs/readers.md says of refusals is what the service says', async () => {
  const text = readDocuments().find(({ file }) => file === 'docs/readers.md')?.text ?? '';
  const [, table = ''] = /^\| Message .*\n\|.*\n((?:\|.*\n)+)/m.exec(text) ?? [];
  const messages = [...table.matchAll(/^\| `([^`]+)`/gm)].map(([, message = '']) => message);
  const said = new Set<string | undefined>();
  for (const [name, { authorization, path = '' }] of Object.entries(await refusedTokens(session))) {
    const headers = authorization === undefined ? {} : { Authorization: authorization };
    const response = await fetch(`${session.app.url}/v1.0/${path}`, { headers });
    const { error } = (await response.json()) as { readonly error: { readonly message: string } };
    const shown = messages.find((message) => textDifferences(message, error.message).length === 0);
    expect([name, shown ?? error.message]).toEqual([name, shown]);
    said.add(shown);
  }
  expect(messages.filter((message) => !said.has(message))).toEqual([]);
});

test('what is printed for PowerShell by npm start does what is printed for curl', async () => {
  const [, script = ''] = /The same in PowerShell:\n\n(.*?)\n\n/s.exec(session.app.output()) ?? [];
  powerShell = new Map();
  const { statuses } = await read(script);
  expect(statuses).toEqual([expect.any(Number)]);
  expect([200, 201]).toContain(statuses[0]);
});

test('every block with commands is run here or said to be run elsewhere', () => {
  const blocks = readDocuments().flatMap(({ blocks: all }) => all);
  const shell = blocks.filter(({ language }) => language === 'sh');
  expect(shell.filter((block) => !isRun(block) && !isElsewhere(block) && block.notRun === undefined)).toEqual([]);
});
