/**
 * The syntax of infra/, by the grammar of tree-sitter-bicep, for machines without a compiler. Where there is one, `npm run check`
 * has it say all it has to say, and a job of the workflow always does.
 */
import { bicepFiles, infraText } from './bicepFiles.ts';
import { readBicep } from './readBicep.ts';

test('there is a main file and modules', () => {
  expect(bicepFiles).toContain('main.bicep');
  expect(bicepFiles.filter((file) => file.startsWith('modules/'))).not.toEqual([]);
});

test.each(bicepFiles)('%s can be read', async (file) => {
  const { faults, declarations } = await readBicep(infraText(file));
  expect(faults).toEqual([]);
  expect(declarations).not.toEqual([]);
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
