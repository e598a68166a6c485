/** What a night is counted as for the alert rules: what is new, what is a problem, and when there is all there is. */
import { collectSummary } from '../../../shared/collect/night/collectSummary.ts';
import { countNight } from '../../../shared/collect/night/countNight.ts';
import type { ReportRun } from '../../../shared/collect/night/reportRun.ts';
import { model } from '../../../shared/model/model.ts';
import { dateFrom } from '../../support/dateFrom.ts';
import { reportRun } from '../../support/reportRun.ts';

const type = model.find(({ name }) => name === 'office365GroupsActivityDetail')!;
const today = '2026-11-28';

/** A run that had nothing to say, but for these. */
const runOf = (changes: Partial<ReportRun>, planned: object = {}): ReportRun =>
  reportRun({ type, coverage: undefined, entries: [], ...planned }, changes);

function countsOf(run: ReportRun): readonly string[] {
  const counted: string[] = [];
  const summary = collectSummary('t', [run], { today, duration: 1 });
  countNight([run], summary, (metric, report, kind) => void counted.push(`${metric} ${report} ${kind}`), 'all');
  return counted.map((each) => each.replace(type.name, 'one'));
}

/** Files of this refresh date, of a report that usually comes with that of two days before. */
function olderBy(days: number): ReportRun {
  const date = (back: number): string => dateFrom(today, -back);
  const file = { content: { parts: [{ refreshDate: date(days) }], concealed: [], columnWarnings: [] }, rows: {} };
  const entries = [12, 13, 14].map((back) => ({
    refreshDate: date(back),
    collectedAt: date(back - 2),
    collectedBy: 'collector',
    complete: true,
  }));
  return runOf({ files: [file] as unknown as ReportRun['files'] }, { entries });
}

test.each<readonly [string, ReportRun, readonly string[]]>([
  ['has all there is', runOf({}), ['collected one report', 'collected all run']],
  ['failed', runOf({ failures: [{ report: 'r', reason: 'no' }] }), ['problems one failed']],
  ['had no time', runOf({ unfinished: ['r'] }), []],
  // The other may be killed, and would count nothing.
  ['is left to another run', runOf({ isElsewhere: true }), []],
  ['is as old as usual', olderBy(2), ['collected one report', 'collected all run']],
  ['is late', olderBy(5), ['collected one report', 'problems one late', 'collected all run']],
  ['became unavailable', runOf({ unavailable: '404' }), ['problems one unavailable', 'collected all run']],
  [
    'became unavailable after it was there',
    runOf({ unavailable: '404' }, { coverage: { lastOutcome: 'stored', toldAt: '2026-11-27T04:00:00Z' } }),
    ['problems one unavailable', 'collected all run'],
  ],
  [
    'goes on being unavailable, whenever the log told it last',
    runOf({ unavailable: '404' }, { coverage: { lastOutcome: 'unavailable', toldAt: '2026-11-01T04:00:00Z' } }),
    ['collected all run'],
  ],
])('a report that %s', (_what, run, expected) => {
  expect(countsOf(run)).toEqual(expected);
});
