/**
 * docs/conformance.md is what the tables of clauses say, and the tests they name exist.
 * https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_Conformance
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Clause } from '../../local/docs/clause.ts';
import { conformanceDocument, proofFile } from '../../local/docs/conformanceDocument.ts';
import { testNames } from '../../local/docs/testNames.ts';
import { clauseTables, leniencies } from './clauses/clauseTables.ts';

const root = path.join(__dirname, '..', '..');
const proofs = [
  ...clauseTables.flatMap(({ clauses }) => clauses.flatMap((clause) => ('shownBy' in clause ? clause.shownBy : []))),
  ...leniencies.flatMap(({ shownBy }) => shownBy),
];

test('the document is in step: npm run docs', () => {
  const text = readFileSync(path.join(root, 'docs', 'conformance.md'), 'utf8');
  expect(text).toBe(conformanceDocument({ clauseTables, leniencies }));
});

test.each([...new Set(proofs.map(([file]) => file))].sort())('the tests named in %s are there', (file) => {
  expect(existsSync(path.join(root, proofFile(file)))).toBe(true);
  const names = testNames(readFileSync(path.join(root, proofFile(file)), 'utf8'));
  const wanted = proofs.flatMap(([each, ...tests]) => (each === file ? tests : []));
  expect(wanted.filter((name) => !names.includes(name))).toEqual([]);
});

test('the names of tests are read from the source, however they are made', () => {
  const source =
    "describeMatrix('a', () => { test('b', f); test.each(['x'])('c %s', f); describe.each([[1]])('d', f); }); call('e');";
  expect(testNames(source)).toEqual(['a', 'b', 'c %s', 'd']);
});

/** The numbers that may follow a number: the next one, or the first one below it. */
function followers(number: string): readonly string[] {
  const parts = number.split('.').map(Number);
  const next = parts.map((_part, at) => [...parts.slice(0, at), (parts[at] ?? 0) + 1].join('.'));
  return [...next, `${number}.1`];
}

test.each(clauseTables.map(({ title, clauses }) => [title, clauses] as const))(
  '%s has all its clauses',
  (_title, clauses) => {
    const numbers = clauses.map(({ number }) => number);
    expect(numbers[0]).toBe('1');
    numbers.slice(1).forEach((number, at) => expect(followers(numbers[at] ?? '')).toContain(number));
  },
);

test('as many clauses as the standard has', () => {
  const counts = clauseTables.map(({ clauses }) => clauses.filter(({ number }) => !number.includes('.')).length);
  expect(counts).toEqual([33, 17, 16, 27, 11, 10, 29]);
});

test('what is demanded is shown, or there is nothing it could be about', () => {
  const isOpen = (clause: Clause): boolean => clause.level.startsWith('MUST') && 'notDone' in clause;
  expect(clauseTables.flatMap(({ clauses }) => clauses.filter(isOpen))).toEqual([]);
  const unproven = clauseTables.flatMap(({ clauses }) =>
    clauses.filter((clause) => 'shownBy' in clause && clause.shownBy.length === 0 && clause.note === undefined),
  );
  expect(unproven).toEqual([]);
});
