/**
 * The syntax of infra/, by the grammar of tree-sitter-bicep, for machines without a compiler. Where there is one, `npm run check`
 * has it say all it has to say, and a job of the workflow always does.
 */
import { bicepFiles, infraText } from './bicepFiles.ts';
import { readBicep } from './readBicep.ts';
import { wrongValues } from './wrongValues.ts';

test('there is a main file and modules', () => {
  expect(bicepFiles).toContain('main.bicep');
  expect(bicepFiles.filter((file) => file.startsWith('modules/'))).not.toEqual([]);
});

test.each(bicepFiles)('%s can be read', async (file) => {
  const { faults, declarations } = await readBicep(infraText(file));
  expect(faults).toEqual([]);
  expect(declarations).not.toEqual([]);
});

test.each(bicepFiles)('%s has values that Azure takes', async (file) => {
  expect(wrongValues(await readBicep(infraText(file)))).toEqual([]);
});

/** Mistakes that the compiler takes without a word, or warns of and ends well. */
const mistakes: readonly (readonly [file: string, from: string | RegExp, to: string])[] = [
  ['functionApp', "name: 'node'", "name: 'nodejs'"],
  ['functionApp', "minTlsVersion: '1.2'", "minTlsVersion: '9.9'"],
  ['storage', "minimumTlsVersion: 'TLS1_2'", "minimumTlsVersion: 'TLS9_9'"],
  ['alerts', "operator: 'GreaterThan'", "operator: 'Above'"],
  ['alerts', /(Transactions'[^}]*)operator: 'GreaterThan'/, "$1operator: 'Above'"],
  ['alerts', /(measured'\n *)timeAggregation: 'Total'\n/, '$1'],
  ['alerts', /(Transactions'\n *)timeAggregation: 'Total'\n/, '$1'],
  ['alerts', "timeAggregation: 'Total'", "timeAggregation: 'Sum'"],
  ['alerts', "criterionType: 'StaticThresholdCriterion'", "criterionType: 'Static'"],
  ['alerts', "criterionType: 'StaticThresholdCriterion'", ''],
  ['functionApp', 'instanceMemoryMB: instanceMemoryMB', 'instanceMemory: instanceMemoryMB'],
  ['functionApp', 'maximumInstanceCount: maximumInstanceCount', "maximumInstanceCount: '40'"],
  ['functionApp', 'perInstanceConcurrency: httpConcurrency', "perInstanceConcurrency: 'many'"],
];

test.each(mistakes)('in modules/%s.bicep a mistake in %s, written %s, is found', async (module, from, to) => {
  const text = infraText(`modules/${module}.bicep`);
  const changed = text.replace(from, to);
  expect(changed).not.toBe(text);
  const file = await readBicep(changed);
  expect(file.faults).toEqual([]);
  expect(wrongValues(file)).not.toEqual([]);
});

/** Ways to break a file that is sound. */
const breaks: readonly (readonly [what: string, change: (text: string) => string])[] = [
  ['a brace is missing at the end', (text) => text.replace(/\}\s*(?=(?:output [^\n]*\n?)*$)/, '')],
  ['a brace is missing in the middle', (text) => text.replace(/ = \{/, ' = ')],
  ['a quote is missing', (text) => text.replace(/((?:module \w+ |@description\()'[^']*)'/, '$1')],
  ['a module has no source', (text) => text.replace(/(module \w+) '[^']*'/, '$1')],
  ['a parameter has no type', (text) => text.replace(/^param (\w+) \w+/m, 'param $1')],
  ['there is a word too many', (text) => text.replace(/^param /m, 'give param ')],
];

const applicable = bicepFiles.flatMap((file) =>
  breaks.filter(([, change]) => change(infraText(file)) !== infraText(file)).map((each) => [file, ...each] as const),
);

test('every file is broken in some way, and every way breaks some file', () => {
  expect(new Set(applicable.map(([file]) => file)).size).toBe(bicepFiles.length);
  expect(new Set(applicable.map(([, what]) => what)).size).toBe(breaks.length);
});

test.each(applicable)('%s cannot be read when %s', async (file, _what, change) => {
  expect((await readBicep(change(infraText(file)))).faults).not.toEqual([]);
});
