/**
 * docs/deploy.md names things that exist. The commands of az, azd and func cannot run here: what is checked of them is the
 * files, variables and outputs they use. Those of npm and curl stand in blocks of their own, marked `sh`.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { projectPaths } from '../../local/projectPaths.ts';
import { declarationsOf, declared, infraText } from './bicepFiles.ts';
import { snapshots } from './snapshots.ts';

const read = (file: string): string => readFileSync(path.join(projectPaths.root, file), 'utf8');
const text = read('docs/deploy.md');
const blocks = [...text.matchAll(/^```(\w*)\n(.*?)^```$/gms)].map(([, language = '', body = '']) => ({
  language,
  body,
}));
const all = (source: string, pattern: RegExp): readonly string[] =>
  [...new Set([...source.matchAll(pattern)].map(([, name = '']) => name))].toSorted();
/** The lines of a block, those that go on with a backslash put together. */
const commands = (language: string): readonly string[] =>
  blocks
    .filter((block) => block.language === language)
    .flatMap(({ body }) =>
      body
        .replaceAll(/\\\n\s*/g, '')
        .trim()
        .split('\n'),
    );

const variables = all(infraText('main.parameters.json'), /\$\{(\w+)\}/g).filter((name) => !name.startsWith('AZURE_'));

/** The first column of the table below a line. */
const rowsBelow = (line: string): readonly string[] =>
  all(/^(?:\|.*\n)+/m.exec(text.slice(text.indexOf(line)))?.[0] ?? '', /^\| `([\w-]+)`/gm);

test('every block says what it is', () => {
  expect(new Set(blocks.map(({ language }) => language))).toEqual(new Set(['azurecli', 'sh', 'kusto']));
});

test('commands are where they belong: az, azd and func apart from those that can run here', () => {
  for (const command of commands('azurecli'))
    expect(command).toMatch(/^(?:\w+=\$\()?(?:az|azd|func|curl) |^\w+="https:/);
  for (const command of commands('sh')) expect(command).toMatch(/^(?:npm (?:test|run [a-z]+)|curl )/);
});

test('files it names exist', () => {
  const named = all(text, /[`@]((?:infra|\.github|docs|tests)\/[\w./-]+|azure\.yaml|\.funcignore|host\.json)/g);
  expect(named).toContain('infra/entra/permissions.json');
  expect(named.filter((file) => !existsSync(path.join(projectPaths.root, file)))).toEqual([]);
});

test('variables it sets reach infra/, and all of them are in the table', () => {
  expect(all(text, /azd env set (\w+)/g).filter((name) => !variables.includes(name))).toEqual([]);
  expect(rowsBelow('| Variable | Default |')).toEqual(variables);
});

test('values it gets are outputs of infra/', async () => {
  const outputs = (await declarationsOf('main.bicep')).filter(({ kind }) => kind === 'output').map(({ name }) => name);
  const used = all(text, /azd env get-value (\w+)/g);
  expect(used).not.toEqual([]);
  expect(used.filter((name) => !outputs.includes(name))).toEqual([]);
});

test('every size and limit has a row, with the default it has', async () => {
  const params = (await declarationsOf('main.bicep')).filter(({ kind }) => kind === 'param');
  const settings = Object.keys(
    (JSON.parse(infraText('main.parameters.json')) as { readonly parameters: object }).parameters,
  );
  const sizes = params.map(({ name }) => name).filter((name) => !settings.includes(name));
  const rows = text.slice(text.indexOf('| Parameter | Default |')).split('\n\n')[0]?.split('\n').slice(2) ?? [];
  const cells = rows.map((row) => row.split('|').map((cell) => cell.trim()));
  expect(cells.flatMap(([, names = '']) => all(names, /`(\w+)`/g)).toSorted()).toEqual(sizes.toSorted());
  for (const [, names = '', stated = '', cost = '', consequence = ''] of cells) {
    const { text: declaration = '' } = params.find(({ name }) => names.startsWith(`\`${name}\``)) ?? {};
    const value = declaration.replace(/^.*= /s, '').replaceAll("'", '');
    if (!value.startsWith('[')) expect(stated.replaceAll('`', '')).toMatch(new RegExp(`^${value}\\b`));
    expect([names, cost, consequence.length > 20]).toEqual([names, expect.stringMatching(/./), true]);
  }
});

test('each sentence about Azure says whether it was compiled, tried or read', () => {
  const body = text.slice(text.indexOf('## What is made'), text.indexOf('## What was checked'));
  const prose = body
    .replaceAll(/^```.*?^```$/gms, '\n')
    .replaceAll(/<details>.*?<\/details>/gs, '')
    .split('\n\n')
    .filter((paragraph) => !/^(?:#|\||\s*$)/.test(paragraph));
  const sentences = prose.flatMap((paragraph) =>
    paragraph.replaceAll(/\s+/g, ' ').split(/(?<=[.:](?:\])?) (?=[A-Z*`-])/),
  );
  const about =
    /\b(?:Azure (?!Verified|Functions Core|portal|CLI)|Flex Consumption|Cloud Shell|Entra (?:takes|may|wants|made))/;
  // What ends with a colon tells what to do, and what was done to see it follows.
  const parts =
    /\b(?:Entra|Excel|Power BI|Standard_\w+|Table Storage|Log Analytics|Application Insights|azd (?:up|provision|deploy|down)|lock)\b(?!.*:$)/;
  const unmarked = sentences.filter((each) => !/\[[CTR]\]/.test(each));
  expect(sentences.length - unmarked.length).toBeGreaterThan(30);
  expect(unmarked.filter((each) => about.test(each) || parts.test(each))).toEqual([]);
});

test("shell variables are set before they are used; a token is the reader's own", () => {
  const known = new Set(['TOKEN', 'URL']);
  const used = [...commands('azurecli')].flatMap((command) => {
    const missing = all(command.replace(/^\w+=/, ''), /\$(\w+)/g).filter((name) => !known.has(name));
    const set = /^(\w+)=/.exec(command)?.[1];
    if (set !== undefined) known.add(set);
    return missing;
  });
  expect(used).toEqual([]);
  expect(commands('azurecli')).toContain('URL=$(azd env get-value SERVICE_URL)');
});

test('the variables of the repository are those of the workflow', () => {
  const used = all(read('.github/workflows/deploy.yml'), /vars\.(\w+)/g);
  expect(rowsBelow('| Variable | Value |')).toEqual(used);
});

test('the alerts are those of infra/, with their thresholds', async () => {
  const rules = snapshots.everything.predictedResources.filter(({ type }) =>
    /scheduledQueryRules|metricAlerts|activityLogAlerts/i.test(type),
  );
  expect(rowsBelow('| Rule | Fires')).toEqual(rules.map(({ name }) => name).toSorted());
  const lines = text.slice(text.indexOf('| Rule | Fires')).split('\n\n')[0]?.split('\n').slice(2) ?? [];
  for (const line of lines) expect(line).toMatch(/ \| \d+(?:\.\d\d)?(?:, and \d+ for the test)? \|$/);
  expect(text).toContain('*Failure Anomalies*');
  const threshold = async (name: string): Promise<string> =>
    (await declared('modules/alerts.bicep', name)).text.replace(/^.*= /s, '');
  expect(text).toContain(`more than ${await threshold('serverErrorsAbove')} requests were answered 500`);
  expect(text).toContain(`more than ${await threshold('throttledAbove')} requests were answered 429`);
});

test('ids are those of infra/entra/', () => {
  const files = infraText('entra/permissions.json') + infraText('entra/powerQueryClients.json');
  const ids = all(text, /\b([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\b/g);
  // Microsoft Graph's own application id.
  const others = ids.filter((id) => !files.includes(id) && id !== '00000003-0000-0000-c000-000000000000');
  expect(others).toEqual([]);
});

test('it says that nothing of it was deployed', () => {
  expect(text).toContain('**None of this has been deployed by the project.**');
});
