/**
 * The syntax of infra/, by the grammar of tree-sitter-bicep. No Bicep compiler runs here: names, types and API versions are
 * checked by the other tests of this folder as far as they say, and by nothing else.
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
  ['a quote is missing', (text) => text.replace(/(module \w+ '[^']*)'/, '$1')],
  ['a module has no source', (text) => text.replace(/(module \w+) '[^']*'/, '$1')],
  ['a parameter has no type', (text) => text.replace(/^param (\w+) \w+/m, 'param $1')],
  ['there is a word too many', (text) => text.replace(/^param /m, 'give param ')],
];

describe.each(bicepFiles)('%s cannot be read when', (file) => {
  test.each(breaks)('%s', async (_what, change) => {
    const broken = change(infraText(file));
    expect(broken).not.toBe(infraText(file));
    expect((await readBicep(broken)).faults).not.toEqual([]);
  });
});
