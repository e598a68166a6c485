import type { PropertyValue } from '../edm/edmValue.ts';
import type { EntityType } from '../edm/entityType.ts';

type Values = Readonly<Record<string, PropertyValue>>;

/** Most days that are told. */
const most = 20;

/** A date or period as text. */
const textOf = (values: Values, name: string): string => {
  const value = values[name];
  return typeof value === 'string' ? value : '';
};

/**
 * Watches the rows of a series for a day that has one figure in the report of one period and another in that of another
 * period, both of one refresh date: Graph is not known to give such, and the shorter period would win.
 *
 * @returns `look` at each row with its natural id; then `found` tells the days, each in a sentence; `forget` the rows when
 *   no more come
 */
export function differingDays({ name: report, shape, properties, naturalKey, reportFunction }: EntityType) {
  const { refreshDate = '', period } = reportFunction ?? {};
  const figures = Object.keys(properties).filter(
    (name) => name !== refreshDate && name !== period && !naturalKey.includes(name),
  );
  const isWatched = shape === 'series' && period !== undefined;
  const first = new Map<string, Values>();
  const found = new Map<string, string>();
  return {
    look: (id: string, values: Values): void => {
      if (!isWatched) return;
      const key = `${id} ${textOf(values, refreshDate)}`;
      const other = first.get(key);
      if (other === undefined) first.set(key, values);
      if (other === undefined || other[period] === values[period] || found.has(key) || found.size === most) return;
      const differs = (name: string): boolean =>
        (values[name] ?? null) !== null && (other[name] ?? null) !== null && values[name] !== other[name];
      const differing = figures.filter(differs).map((name) => properties[name]?.csvColumn ?? name);
      if (differing.length === 0) return;
      found.set(
        key,
        `${report}: ${id} has other figures in the report of ${textOf(values, period)} days than in that of ` +
          `${textOf(other, period)} days, both of ${textOf(values, refreshDate)}: ${differing.join(', ')}.`,
      );
    },
    found: (): readonly string[] => [...found.values()],
    forget: (): void => first.clear(),
  };
}
