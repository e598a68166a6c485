import type { PropertyValue } from '../../edm/edmValue.ts';
import type { EntityType } from '../../edm/entityType.ts';
import { naturalId } from '../../edm/naturalId.ts';
import { primitiveTypes } from '../../edm/primitiveTypes.ts';
import { partName, partOf } from '../partOf.ts';
import type { AskService } from './askService.ts';
import { readEntitySet } from './entity.ts';
import type { FilePart } from './openLedger.ts';

type Values = Readonly<Record<string, PropertyValue>>;

/** An entity of a series, which has single values alone, with Int64 as text. */
type StoredEntity = Readonly<Record<string, string | number | boolean | null>>;

/** A stored row under its natural id. */
interface StoredRow {
  readonly id: string;
  readonly values: Values;
}

/** The values of an entity as a file would have them. */
function valuesOf({ properties }: EntityType, entity: StoredEntity): Values {
  return Object.fromEntries(
    Object.entries(properties).map(([name, { type }]): [string, PropertyValue] => {
      const value = entity[name] ?? null;
      return [name, value === null ? null : (primitiveTypes[type].fromText(String(value)) ?? null)];
    }),
  );
}

/**
 * The rows of a series that are stored of the days and refresh dates of a file, and of other periods than it has: what its days
 * are held against. None of other shapes.
 *
 * @throws CollectFailure when the service refuses
 */
export async function otherPeriods(
  ask: AskService,
  type: EntityType,
  parts: readonly FilePart[],
): Promise<readonly StoredRow[]> {
  const { refreshDate = '', period, newestFirst: day } = type.reportFunction ?? {};
  if (type.shape !== 'series' || period === undefined || day === undefined || parts.length === 0) return [];
  const days = parts.flatMap(({ firstDay, lastDay }) => [firstDay, lastDay]).sort();
  const dates = parts.map((part) => part.refreshDate).sort();
  const between = (name: string, sorted: readonly string[]): string =>
    `${name} ge ${sorted[0] ?? ''} and ${name} le ${sorted.at(-1) ?? ''}`;
  const filter = `${between(day, days)} and ${between(refreshDate, dates)}`;
  const query = `$filter=${encodeURIComponent(filter)}`;
  const own = new Set(parts.map(partName));
  const found = await readEntitySet<StoredEntity>(ask, type.name, query, { isExact: true });
  return found.flatMap((entity) => {
    const values = valuesOf(type, entity);
    const part = partOf(type, values);
    const id = naturalId(type, values);
    return part === undefined || id === undefined || own.has(partName(part)) ? [] : [{ id, values }];
  });
}
