import type { Entity, EntityType } from '../../shared/edm/entityType.ts';
import { model } from '../../shared/model/model.ts';
import { dateFrom } from './dateFrom.ts';
import { entityOf } from './changes.ts';

const typeOf = (name: string): EntityType => {
  const found = model.find((type) => type.name === name);
  if (found === undefined) throw new Error(name);
  return found;
};

/** A type of each shape. */
export const walkedTypes = {
  series: typeOf('office365ActiveUserCounts'),
  totals: typeOf('office365ServicesUserCounts'),
  details: typeOf('office365GroupsActivityDetail'),
} as const;

const day = 86_400_000;
/** Yesterday, which every report function takes for the newest date. */
const newest = Date.now() - (Date.now() % day) - day;

/** The date so many days before the newest. */
export const dateBack = (days: number): string => dateFrom(newest, -days);

/** A text of a row; empty where it has none. */
export function textOf(row: Entity, property: string): string {
  const value = row[property];
  return typeof value === 'string' ? value : '';
}

/** How rows are spread over dates, periods and names. */
export interface Spread {
  readonly date: (index: number) => string | null;
  readonly period: (index: number) => string;
  readonly name: (index: number) => string | null;
}

const plain: Spread = {
  date: () => dateBack(0),
  period: () => '30',
  name: (index) => `group ${(index * 7919) % 10_007}`,
};
const periods = ['7', '30', '90', '180'];

/** The distributions of the bound on what is walked. */
export const spreads = {
  'one date for all': plain,
  'a row a date': { ...plain, date: dateBack },
  'no dates': { ...plain, date: () => null },
  'dates years apart': { ...plain, date: (index) => dateBack((index % 60) * 400) },
  'one name for all': { ...plain, date: (index) => dateBack(index % 5), name: () => 'all' },
  'names equal in 64 units': { ...plain, name: (index) => 'x'.repeat(70) + String((index * 7919) % 10_007) },
  'a period a row': {
    ...plain,
    date: (index) => dateBack(Math.floor(index / 4)),
    period: (index) => periods[index % 4]!,
  },
} as const satisfies Readonly<Record<string, Spread>>;

/** So many rows of a type, in no order of their ids. */
export function spreadEntities(type: EntityType, { date, period, name }: Spread, size: number): readonly Entity[] {
  return Array.from({ length: size }, (_, index) =>
    entityOf(type, `id-${(index * 104_729) % 1_000_003}`, {
      reportRefreshDate: date(index),
      reportPeriod: period(index),
      ...(type === walkedTypes.series && { reportDate: date(index), office365: BigInt(index % 7) }),
      ...(type === walkedTypes.details && { groupDisplayName: name(index), memberCount: BigInt(index % 11) }),
    }),
  );
}
