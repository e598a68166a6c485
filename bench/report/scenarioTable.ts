import { failuresTold, type Measurement } from '../measure/measurement.ts';
import type { RowPlace, SubjectName } from '../subjects/subject.ts';
import type { ScenarioName } from '../workload/scenarios.ts';
import { sapCap } from './sapCap.ts';

/** What the subjects came to in one scenario. */
export interface ScenarioResult {
  readonly scenario: ScenarioName;
  readonly figures: readonly {
    readonly name: SubjectName;
    readonly rows: RowPlace;
    readonly figures: Measurement;
  }[];
}

const number = (value: number, digits = 0): string =>
  // Nothing was answered in time, or nothing can be said.
  !Number.isFinite(value)
    ? '-'
    : value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
const ratio = (value: number | undefined, base: number | undefined): string =>
  value === undefined || base === undefined ? '' : `${number(value / base, 2)}x`;

/** One scenario as a table in Markdown, with what each subject is compared by. */
export function scenarioTable({ scenario, figures }: ScenarioResult): string {
  const find = (prefix: string) => figures.find(({ name }) => name.startsWith(prefix))?.figures;
  const [smallest, remembering] = [find('(b) ')?.cpuMicroseconds, find('(b+) ')?.cpuMicroseconds];
  const handWritten = find('(c) ')?.requestsPerSecond;
  const known = sapCap[scenario];
  const lines = figures.map(({ name, rows, figures: each }) => [
    name,
    rows,
    number(each.requestsPerSecond),
    number(each.p50, each.p50 < 10 ? 2 : 0),
    number(each.p99, each.p99 < 10 ? 2 : 0),
    number(each.cpuMicroseconds),
    each.storageRequests === undefined ? '' : number(each.storageRequests, 1),
    number(each.residentMiB),
    rows === 'Azurite' ? '' : ratio(each.cpuMicroseconds, smallest),
    rows === 'Azurite' ? '' : ratio(each.cpuMicroseconds, remembering),
    rows === 'Azurite' ? '' : ratio(each.requestsPerSecond, handWritten),
    rows === 'Azurite' ? '' : ratio(each.requestsPerSecond, known),
    failuresTold(each.failures),
  ]);
  if (known !== undefined) lines.push(['SAP CAP (given)', 'SQLite', number(known), ...Array<string>(10).fill('')]);
  const head = [
    '',
    'rows',
    'req/s',
    'p50 ms',
    'p99 ms',
    'CPU µs',
    'storage',
    'MiB',
    'CPU/(b)',
    'CPU/(b+)',
    'req/(c)',
    'req/CAP',
    '',
  ];
  const rule = head.map((_, column) => (column < 2 ? '---' : '---:'));
  return [`\n### ${scenario}\n`, ...[head, rule, ...lines].map((cells) => `| ${cells.join(' | ')} |`)].join('\n');
}
