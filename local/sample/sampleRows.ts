import type { EntityType } from '../../shared/edm/entityType.ts';
import { sampleDate } from './sampleCalendar.ts';
import { sampleDetail } from './sampleDetail.ts';
import { sampleFigure } from './sampleFigure.ts';

/** A row as it is sent. */
export type SampleRow = Readonly<Record<string, unknown>>;

/** Days of series, refresh dates of totals. */
const [seriesDays, totalDates] = [400, 60];
/** Graph publishes a day about two days later. */
const lag = 2;
/** A day that is missing, so that a gap can be seen. */
const missingAge = 75;
/** Rows of a day for each kind, and its part of the whole. */
const kinds: Readonly<Record<string, readonly (readonly [kind: string, part: number])[]>> = {
  siteType: [
    ['All', 1],
    ['OneDrive', 0.8],
    ['Team Site', 0.15],
    ['Communication Site', 0.05],
  ],
  productType: [
    ['MICROSOFT 365 APPS FOR ENTERPRISE', 0.9],
    ['VISIO PLAN 2', 0.07],
    ['PROJECT PLAN 3', 0.03],
  ],
};

const isNumber = (property: EntityType['properties'][string]): boolean => property.measure !== undefined;

function* rowsOfDate(type: EntityType, date: string, age: number, period: string | undefined): Iterable<SampleRow> {
  const kindName = Object.keys(kinds).find((name) => name in type.properties);
  const isDay = type.shape === 'series';
  for (const [kind, part] of kinds[kindName ?? ''] ?? ([['', 1]] as const)) {
    const values = Object.entries(type.properties).map(([name, property]): readonly [string, unknown] => {
      if (name === 'reportDate') return [name, isDay ? date : null];
      if (name === 'reportRefreshDate') return [name, isDay ? sampleDate(date, Math.min(age, 1)) : date];
      if (name === 'reportPeriod') return [name, period ?? '30'];
      if (name === kindName) return [name, kind];
      if (!isNumber(property)) return [name, null];
      const figure = sampleFigure({
        set: type.name,
        name,
        property,
        date,
        age,
        part,
        ...(period !== undefined && { period }),
      });
      if (property.type === 'Edm.Duration') return [name, `PT${figure}M`];
      return [name, figure];
    });
    yield Object.fromEntries(values);
  }
}

/**
 * The rows of a report of a made-up organisation of 2,000 people: 400 days of a series, 60 refresh dates of a total, the
 * newest of a detail. The same for the same day.
 *
 * @param today the newest figures are of two days before
 * @param detailPeriods periods of details
 */
export function* sampleRows(
  type: EntityType,
  today: string,
  detailPeriods: readonly string[] = ['30'],
): Iterable<SampleRow> {
  const newest = sampleDate(today, -lag);
  const periods = (type.reportFunction?.periods ?? []).map((period) => period.replace(/^D/, ''));
  const hasPeriod = 'reportPeriod' in type.properties;
  if (type.shape === 'detail') {
    for (const period of hasPeriod && periods.length > 0 ? detailPeriods : ['30'])
      yield* sampleDetail(type, newest, period);
    return;
  }
  const ages = Array.from({ length: type.shape === 'series' ? seriesDays : totalDates }, (_, age) => age);
  for (const age of ages) {
    if (age === missingAge) continue;
    const date = sampleDate(newest, -age);
    if (type.shape === 'series') yield* rowsOfDate(type, date, age, undefined);
    else
      for (const period of hasPeriod && periods.length > 0 ? periods : [undefined])
        yield* rowsOfDate(type, date, age, period);
  }
}
