import type { EntityType, Property } from '../edm/entityType.ts';
import { normalisedName } from './normalisedName.ts';

/** The names of a column: that of Graph's CSV, others it has had, and that of the property itself. */
function namesOf(name: string, { csvColumn, csvAliases = [] }: Property): readonly string[] {
  return [...(csvColumn === undefined ? [] : [csvColumn]), ...csvAliases, name].map(normalisedName);
}

interface Columns {
  /** The property of a column, by each of its names. */
  readonly byName: ReadonlyMap<string, string>;
  /** The properties whose columns a file of the type has had, the newest first. */
  readonly generations: readonly (readonly string[])[];
}

function columnsOf({ properties, otherHeaders = [] }: EntityType): Columns {
  const byName = new Map(
    Object.entries(properties).flatMap(([name, property]) => namesOf(name, property).map((known) => [known, name])),
  );
  const names = Object.keys(properties);
  const newest = names.filter(
    (name) => properties[name]?.csvColumn !== undefined && properties[name].isLeftOut !== true,
  );
  const earlier = otherHeaders
    .toReversed()
    .map(({ line }) => line.split(',').flatMap((title) => byName.get(normalisedName(title)) ?? []));
  // What is no report of Graph has no columns but its properties.
  return { byName, generations: [newest.length === 0 ? names : newest, ...earlier] };
}

const known = new WeakMap<EntityType, Columns>();

/** The columns that files of a type have, and had at each time of its history. */
export function headerGenerations(type: EntityType): Columns {
  const columns = known.get(type) ?? columnsOf(type);
  known.set(type, columns);
  return columns;
}
