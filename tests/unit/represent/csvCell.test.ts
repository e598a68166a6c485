import fc from 'fast-check';
import { neutralised, restored } from '../../../shared/represent/csv/csvCell.ts';
import { sampledRuns } from '../../support/sampled.ts';

test.each([
  ['=1+1', "'=1+1"],
  ["'=1", "''=1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\u0000=1', "'\u0000=1"],
  ['\u0000x', "'\u0000x"],
  ['\u0007', "'\u0007"],
  ['\tx', "'\tx"],
  [';=1', ";'=1"],
  ['a;=1', "a;'=1"],
  ["a;'=1", "a;''=1"],
  ['a\t+1', "a\t'+1"],
  ['a\r-1;@b', "a\r'-1;'@b"],
  ['a;\u0000=1', "a;\u0000'=1"],
  ['\t=1', "'\t'=1"],
  ['a; =1', 'a; =1'],
  ['a=1', 'a=1'],
  ['a-b@contoso.example', 'a-b@contoso.example'],
  ["O'Neil", "O'Neil"],
  ['', ''],
])('%j is written %j', (text, cell) => {
  expect(neutralised(text)).toBe(cell);
  expect(restored(cell)).toBe(text);
});

const letters = fc.string({ unit: fc.constantFrom(...Array.from(";=+-@'\t\r\n\u0000\uff0d a")), maxLength: 12 });

test('whatever is written comes back', () => {
  fc.assert(
    fc.property(letters, (text) => expect(restored(neutralised(text))).toBe(text)),
    { numRuns: sampledRuns(5000) },
  );
});

test('no cell begins with what runs, however it is cut', () => {
  fc.assert(
    fc.property(letters, (text) => {
      for (const cell of neutralised(text).split(/[;\t\r\n]/)) expect(cell).not.toMatch(/^[=+\-@\uff0d]/);
    }),
    { numRuns: sampledRuns(5000) },
  );
});
