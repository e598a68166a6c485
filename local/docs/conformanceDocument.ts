import type { Clause, ClauseTable, Leniency, Proof } from './clause.ts';
import { markdownTable } from './markdownTable.ts';

/** The clauses, and what the service accepts besides. */
export interface ConformanceData {
  readonly clauseTables: readonly ClauseTable[];
  readonly leniencies: readonly Leniency[];
}

/** The file of a proof, relative to the project. */
export function proofFile(file: string): string {
  return `tests/${file.includes('/') ? file : `conformance/${file}`}.test.ts`;
}

function shown(proofs: readonly Proof[]): string {
  return proofs
    .map(([file, ...names]) => {
      const tests = names.length === 0 ? '' : `: ${names.map((name) => `*${name}*`).join(', ')}`;
      return `[${file}](../${proofFile(file)})${tests}`;
    })
    .join('; ');
}

function verdict(clause: Clause): readonly [state: string, why: string] {
  if ('doesNotApply' in clause) return ['n/a', clause.doesNotApply];
  if ('notDone' in clause) return ['no', clause.notDone];
  const { shownBy, note } = clause;
  return ['yes', [note, shown(shownBy)].filter((text) => text !== undefined && text !== '').join(' ')];
}

function section({ title, section: number, url, clauses }: ClauseTable): string {
  const rows = clauses.map((clause) => [clause.number, clause.level, clause.demand, ...verdict(clause)]);
  return `## ${title}\n\n[${number}](${url})\n\n${markdownTable(['#', 'Level', 'What it demands here', 'Met', 'Shown by, or why not'], rows)}`;
}

function summary(tables: readonly ClauseTable[]): string {
  const count = (clauses: readonly Clause[], state: string): string =>
    String(clauses.filter((clause) => verdict(clause)[0] === state).length);
  const rows = tables.map(({ title, clauses }) => [
    title,
    ...['yes', 'n/a', 'no'].map((state) => count(clauses, state)),
    clauses.flatMap((clause) => ('notDone' in clause ? `${clause.level} ${clause.number}` : [])).join(', ') || '-',
  ]);
  return markdownTable(['', 'Met', 'Nothing here to apply to', 'Not met', 'which'], rows);
}

/** The text of docs/conformance.md: every clause of the conformance levels, with the tests that show it. */
export function conformanceDocument({ clauseTables, leniencies }: ConformanceData): string {
  const intro = [
    '# Conformance',
    '',
    'Every MUST, SHOULD and MAY of the conformance levels of OData 4.0 and 4.01, and of the JSON format, with the tests that',
    'show it or the reason why it is not so. Written by `npm run docs` from `tests/conformance/clauses/`; a test holds both',
    'against each other, and checks that every test named here exists. Files whose tests stand in `describeMatrix` run them',
    'twice: in process, and over HTTP against the built package in the local functions host with Azurite; those in',
    '`describeAnswers`, of what neither storage nor the wire has a part in, over HTTP at night.',
  ].join('\n');
  const lenient = leniencies.map(({ accepted, reason, shownBy }) => [accepted, reason, shown(shownBy)]);
  return [
    intro,
    summary(clauseTables),
    ...clauseTables.map(section),
    '## Leniencies',
    'What the service accepts although the standard would let it refuse it: real clients send it. Where a text means one thing by',
    'the standard, it never means another here.',
    markdownTable(['Accepted', 'Why', 'Shown by'], lenient),
  ]
    .join('\n\n')
    .concat('\n');
}
