import { createHash, type Hash } from 'node:crypto';
import type { CoverageNews } from '../../shared/collect/ledger/coverReport.ts';
import { countProperties, noRows } from '../../shared/collect/ledger/ledgerEntry.ts';
import { ledgerId } from '../../shared/edm/ledgerId.ts';
import { ageProperty, type EntityType } from '../../shared/edm/entityType.ts';
import { sampleDate } from './sampleCalendar.ts';
import type { SampleRow } from './sampleRows.ts';

/** A file as a collector would have got it. */
interface SampleFile {
  readonly period: string | null;
  readonly refreshDate: string;
  readonly days: Set<string>;
  readonly hash: Hash;
  rows: number;
}

/** What a collector would have noted of the rows of a report. */
export interface SampleLedger {
  /** @param text the row as it is sent */
  note(row: SampleRow, text: string): void;
  /** The entities of the set `collectedReports`, one for each file. */
  entries(): readonly Readonly<Record<string, unknown>>[];
  /** What the coverage is told. */
  news(): CoverageNews;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/**
 * Notes the rows of a report as files: the days of a series are one, as those of a collector's first night, and each refresh
 * date and period of another report is one. The same for the same rows.
 */
export function sampleLedger(type: EntityType): SampleLedger {
  const isSeries = type.shape === 'series';
  const day = ageProperty(type) ?? '';
  const files = new Map<string, SampleFile>();

  return {
    note(row, text) {
      const { reportFunction } = type;
      const refreshDate = textOf(row[reportFunction?.refreshDate ?? '']);
      const period = textOf(row[reportFunction?.period ?? '']) || null;
      const name = `${period ?? ''} ${isSeries ? '' : refreshDate}`;
      const file = files.get(name) ?? { period, refreshDate, days: new Set(), hash: createHash('sha256'), rows: 0 };
      files.set(name, file);
      file.days.add(textOf(row[day]));
      file.hash.update(`${text}\n`);
      file.rows += 1;
    },
    entries: () =>
      [...files.values()].map(({ period, refreshDate, days, hash, rows }) => {
        const sorted = [...days].sort();
        const [firstDay, lastDay] = [sorted.at(0), sorted.at(-1)];
        return {
          id: ledgerId(type.name, period, refreshDate),
          report: type.name,
          period,
          refreshDate,
          firstDay,
          lastDay,
          // Microsoft publishes a day about two days later.
          collectedAt: `${sampleDate(refreshDate, 2)}T00:00:00Z`,
          collectedBy: 'collector',
          digest: hash.copy().digest('hex'),
          ...countProperties({ ...noRows(), created: rows }),
          complete: true,
          warnings: [],
        };
      }),
    news: () => ({
      by: 'collector',
      outcome: 'stored',
      refreshDates: [...files.values()].map(({ refreshDate }) => refreshDate),
      days: [...files.values()].flatMap(({ days }) => [...days]),
      ...(type.shape === 'detail' && { isConcealed: false }),
    }),
  };
}
