import type { Entity, EntityType } from '../../shared/edm/entityType.ts';
import { dateBack, textOf, walkedTypes } from './walkedTables.ts';

/** A question with what it means, told by hand: nothing of the service says which rows are right, or in which order. */
export interface Question {
  readonly type: EntityType;
  readonly options: string;
  readonly holds: (row: Entity) => boolean;
  readonly order: readonly (readonly [property: string, direction: 'up' | 'down'])[];
  /**
   * How it is walked: one range; values of a part, one after the other or merged; the values of a first part that is left open,
   * learned and merged; the values of a part left open stepped over.
   */
  readonly walk: 'range' | 'values' | 'open' | 'steps';
  /** Values a filter names. */
  readonly values?: number;
  /** Its rows stand in the order of names, which may be cut. */
  readonly isByName?: true;
}

const { series, totals, details } = walkedTypes;
const isOf = (period: string) => (row: Entity) => row['reportPeriod'] === period;
const ofDay = (row: Entity): string => textOf(row, 'reportDate');
const ofDate = (row: Entity): string => textOf(row, 'reportRefreshDate');
const nameOf = (row: Entity): string => textOf(row, 'groupDisplayName');
const isOf30 = isOf('30');
const [today, third, fifth, fortieth] = [dateBack(0), dateBack(3), dateBack(5), dateBack(40)];
const twelve = Array.from({ length: 12 }, (_, index) => dateBack(index * 400));
const isNow = (row: Entity): boolean => isOf30(row) && ofDate(row) === today;
const now = `reportPeriod eq '30' and reportRefreshDate eq ${today}`;
const all = (): boolean => true;

const ranges: readonly Omit<Question, 'walk'>[] = [
  { type: series, options: '$orderby=reportDate', holds: all, order: [['reportDate', 'up']] },
  { type: series, options: '$orderby=reportDate desc', holds: all, order: [['reportDate', 'down']] },
  {
    type: series,
    options: `$filter=reportDate ge ${fortieth} and reportDate lt ${third}&$orderby=reportDate desc`,
    holds: (row) => ofDay(row) >= fortieth && ofDay(row) < third,
    order: [['reportDate', 'down']],
  },
  {
    type: series,
    options: '$filter=reportDate ne null&$orderby=reportDate',
    holds: (row) => ofDay(row) !== '',
    order: [['reportDate', 'up']],
  },
  { type: series, options: '$filter=reportDate eq null', holds: (row) => ofDay(row) === '', order: [] },
  {
    type: totals,
    options: "$filter=reportPeriod eq '30'&$orderby=reportRefreshDate desc",
    holds: isOf30,
    order: [['reportRefreshDate', 'down']],
  },
  {
    type: totals,
    options: `$filter=reportPeriod eq '30' and reportRefreshDate le ${fifth}&$orderby=reportRefreshDate desc`,
    holds: (row) => isOf30(row) && ofDate(row) !== '' && ofDate(row) <= fifth,
    order: [['reportRefreshDate', 'down']],
  },
  {
    type: details,
    options: "$filter=reportPeriod eq '30'&$orderby=reportRefreshDate desc",
    holds: isOf30,
    order: [['reportRefreshDate', 'down']],
  },
  { type: details, options: `$filter=${now}`, holds: isNow, order: [] },
  {
    type: details,
    options: `$filter=${now}&$orderby=groupDisplayName`,
    holds: isNow,
    order: [['groupDisplayName', 'up']],
    isByName: true,
  },
  {
    type: details,
    options: `$filter=${now} and startswith(groupDisplayName,'group 1')&$orderby=groupDisplayName`,
    holds: (row) => isNow(row) && nameOf(row).startsWith('group 1'),
    order: [['groupDisplayName', 'up']],
    isByName: true,
  },
  {
    type: details,
    options: `$filter=${now} and groupDisplayName eq 'group 7919'`,
    holds: (row) => isNow(row) && nameOf(row) === 'group 7919',
    order: [],
    isByName: true,
  },
];

const ofValues: readonly Omit<Question, 'walk'>[] = [
  {
    type: series,
    options: `$filter=reportDate in (${twelve.join()})&$orderby=reportDate desc`,
    holds: (row) => twelve.includes(ofDay(row)),
    order: [['reportDate', 'down']],
    values: 12,
  },
  {
    type: totals,
    options: "$filter=reportPeriod in ('7','30')&$orderby=reportRefreshDate desc",
    holds: (row) => isOf30(row) || isOf('7')(row),
    order: [['reportRefreshDate', 'down']],
    values: 2,
  },
  {
    type: details,
    options: `$filter=reportPeriod in ('30','180') and reportRefreshDate eq ${today}&$orderby=groupDisplayName`,
    holds: (row) => (isOf30(row) || isOf('180')(row)) && ofDate(row) === today,
    order: [['groupDisplayName', 'up']],
    values: 2,
    isByName: true,
  },
  {
    type: series,
    options: `$filter=not (reportDate lt ${third})&$orderby=reportDate`,
    holds: (row) => ofDay(row) === '' || ofDay(row) >= third,
    order: [['reportDate', 'up']],
    values: 2,
  },
  {
    type: totals,
    options: `$filter=reportPeriod eq '30' and (reportRefreshDate lt ${fortieth} or reportRefreshDate gt ${fifth})&$orderby=reportRefreshDate desc`,
    holds: (row) => isOf30(row) && ofDate(row) !== '' && (ofDate(row) < fortieth || ofDate(row) > fifth),
    order: [['reportRefreshDate', 'down']],
    values: 2,
  },
  {
    type: details,
    options: `$filter=(${now}) or (reportPeriod eq '7' and reportRefreshDate eq ${third})`,
    holds: (row) => isNow(row) || (isOf('7')(row) && ofDate(row) === third),
    order: [],
    values: 2,
  },
];

const open: readonly Omit<Question, 'walk'>[] = [
  { type: totals, options: '$orderby=reportRefreshDate desc', holds: all, order: [['reportRefreshDate', 'down']] },
  {
    type: totals,
    options: `$filter=reportRefreshDate le ${fifth}&$orderby=reportRefreshDate desc`,
    holds: (row) => ofDate(row) !== '' && ofDate(row) <= fifth,
    order: [['reportRefreshDate', 'down']],
  },
  {
    type: details,
    options: '$orderby=reportRefreshDate desc,groupDisplayName',
    holds: all,
    order: [
      ['reportRefreshDate', 'down'],
      ['groupDisplayName', 'up'],
    ],
    isByName: true,
  },
  {
    type: details,
    options: `$filter=reportRefreshDate eq ${today}&$orderby=groupDisplayName`,
    holds: (row) => ofDate(row) === today,
    order: [['groupDisplayName', 'up']],
    isByName: true,
  },
  {
    type: totals,
    options: '$orderby=reportRefreshDate desc,reportPeriod',
    holds: all,
    order: [
      ['reportRefreshDate', 'down'],
      ['reportPeriod', 'up'],
    ],
  },
  {
    type: details,
    options: '$orderby=reportRefreshDate desc,reportPeriod,groupDisplayName',
    holds: all,
    order: [
      ['reportRefreshDate', 'down'],
      ['reportPeriod', 'up'],
      ['groupDisplayName', 'up'],
    ],
    isByName: true,
  },
];

const steps: readonly Omit<Question, 'walk'>[] = [
  {
    type: totals,
    options: `$filter=reportRefreshDate eq ${today}`,
    holds: (row) => ofDate(row) === today,
    order: [],
  },
  {
    type: details,
    options: "$filter=reportPeriod eq '30' and groupDisplayName eq 'group 7919'&$orderby=reportRefreshDate desc",
    holds: (row) => isOf30(row) && nameOf(row) === 'group 7919',
    order: [['reportRefreshDate', 'down']],
    isByName: true,
  },
];

/** Questions that are covered, or step over what is left open; the first of each walk and type is its usual one. */
export const questions: readonly Question[] = [
  ...ranges.map((each) => ({ ...each, walk: 'range' }) as const),
  ...ofValues.map((each) => ({ ...each, walk: 'values' }) as const),
  ...open.map((each) => ({ ...each, walk: 'open' }) as const),
  ...steps.map((each) => ({ ...each, walk: 'steps' }) as const),
];

/** Negative when the left row comes first: null before all texts, and behind them where the order is downwards. */
function compare({ order }: Question, left: Entity, right: Entity): number {
  for (const [property, direction] of order) {
    // Null is the empty text here, before all others; no row of the tables has one.
    const [one, other] = [textOf(left, property), textOf(right, property)];
    if (one !== other) return one < other === (direction === 'up') ? -1 : 1;
  }
  return 0;
}

const byId = new WeakMap<readonly Entity[], ReadonlyMap<string, Entity>>();

function rowsOf(entities: readonly Entity[]): ReadonlyMap<string, Entity> {
  const rows = byId.get(entities) ?? new Map(entities.map((row) => [row.id, row]));
  byId.set(entities, rows);
  return rows;
}

/** What is wrong with rows that were found for a question, in words; nothing where it is answered. */
export function faultOf(
  question: Question,
  entities: readonly Entity[],
  keys: readonly string[],
  isWhole: boolean,
): string | undefined {
  const rows = rowsOf(entities);
  const found = keys.map((key) => rows.get(key));
  const seen = new Set(keys);
  if (seen.size < keys.length) return `${keys.length - seen.size} rows came twice`;
  const foreign = found.findIndex((row) => row === undefined || !question.holds(row));
  if (foreign >= 0) return `row ${foreign} is none of the result`;
  const late = found.findIndex((row, at) => at > 0 && compare(question, found[at - 1]!, row!) > 0);
  if (late >= 0) return `row ${late} comes too late`;
  const last = found.at(-1);
  const missing = entities.filter((row) => {
    if (seen.has(row.id) || !question.holds(row)) return false;
    return isWhole || (last !== undefined && compare(question, row, last) < 0);
  });
  return missing.length === 0 ? undefined : `${missing.length} rows are missing, such as ${missing[0]!.id}`;
}
