import { ledgerName } from '../../edm/ledgerId.ts';
import type { EntityType } from '../../edm/entityType.ts';
import { tomorrow, utcDate } from '../../edm/tomorrow.ts';
import { patchEntity, readEntitySet, readEntity } from './entity.ts';
import type { AskService } from './askService.ts';
import { coverageName, type CoverageEntry } from './coverageEntry.ts';
import { coverageWindow } from './coverReport.ts';
import { dateAfter, datesBetween, rangesOfDates } from './dates.ts';
import type { LedgerEntry } from './ledgerEntry.ts';
import { seriesDays } from './storedDays.ts';

/** The days of the last months there are, by report: of a series those of its rows, else the dates the ledger has complete. */
async function daysThere(ask: AskService, since: string) {
  const filter = encodeURIComponent(`refreshDate ge ${since} and complete eq true`);
  const select = 'id,report,refreshDate';
  const entries = await readEntitySet<LedgerEntry>(ask, ledgerName, `$filter=${filter}&$select=${select}`);
  const dates = new Map<string, Set<string>>();
  for (const { report, refreshDate } of entries) {
    const found = dates.get(report) ?? new Set<string>();
    dates.set(report, found.add(refreshDate));
  }
  return async ({ name, reportFunction: called }: EntityType): Promise<ReadonlySet<string>> => {
    const day = called?.newestFirst;
    return day === undefined ? (dates.get(name) ?? new Set()) : await seriesDays(ask, name, day, [since]);
  };
}

const latestOf = (date: string, other: string | undefined): string =>
  other !== undefined && other > date ? other : date;

/**
 * Looks the coverage of reports over: the newest day and the missing ones of the last 180 are those of what is stored, whoever
 * wrote or deleted it. Days that are older than rows are kept are not missing. Reports of which there never was a file are
 * left alone.
 *
 * @param now milliseconds since the epoch
 * @param keptSince the oldest date of which rows of a report are kept; undefined where all are
 * @throws CollectFailure when the service refuses
 */
export async function tendCoverage(
  ask: AskService,
  types: readonly EntityType[],
  now: number,
  keptSince: (type: EntityType) => Promise<string | undefined>,
): Promise<void> {
  const today = utcDate(now);
  const since = dateAfter(today, 1 - coverageWindow);
  const latest = tomorrow(now);
  const there = await daysThere(ask, since);
  for (const type of types) {
    const found = await readEntity<CoverageEntry>(ask, coverageName, type.name);
    if (found === undefined) continue;
    const days = await there(type);
    const newest = [...days]
      .filter((day) => day <= latest)
      .sort()
      .at(-1);
    const { firstDay: first, newestDay } = found.entity;
    if (first === null || newestDay === null) continue;
    const firstDay = latestOf(first, await keptSince(type));
    const expected = datesBetween(latestOf(firstDay, since), newest ?? newestDay);
    const values = {
      ...(firstDay > first && { firstDay }),
      newestDay: newest ?? newestDay,
      missing: rangesOfDates(expected.filter((day) => !days.has(day))),
    };
    // What was changed meanwhile is right, and is looked over the next time.
    await patchEntity(ask, coverageName, type.name, values, { 'If-Match': found.entityTag });
  }
}
