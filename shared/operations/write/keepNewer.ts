import type { PropertyValue } from '../../edm/edmValue.ts';
import { ageProperty, type EntityType } from '../../edm/entityType.ts';
import { rankOf, ranksAbove } from '../../edm/rank.ts';
import { tomorrow } from '../../edm/tomorrow.ts';
import type { StoredEntity } from '../../store/contract/storedEntity.ts';
import type { BoundRequest, OperationContext } from '../contract/operation.ts';

/** The preference keep-newer as a write carries it out. */
export interface KeepNewer {
  /** The last refresh date that counts: a date that is yet to come keeps nothing out. */
  readonly latest: string;
  /** The oldest date of which rows are kept; what is older is not stored. Absent where everything is. */
  readonly keptSince?: string;
}

/** What a request prefers of its writes. */
export interface Preferred {
  readonly keepNewer?: KeepNewer;
}

/** The values a write sets, and what it prefers. */
interface Values extends Preferred {
  readonly properties: Readonly<Record<string, PropertyValue>>;
}

/** What a request prefers of its writes, judged by the clock of the request. */
export function keepNewer({ preferences }: BoundRequest, { scope }: OperationContext): Preferred {
  return preferences.keepNewer === true ? { keepNewer: { latest: tomorrow(scope.clock.now()) } } : {};
}

/**
 * True when under keep-newer the entity as it is stored is to be kept: its report is newer than the one the write would
 * make it, by refresh date, then by the shorter period. What the write leaves alone or empty counts as it is stored.
 */
export function isOlder(type: EntityType, write: Values, current: StoredEntity | undefined): boolean {
  if (write.keepNewer === undefined || current === undefined) return false;
  const { latest } = write.keepNewer;
  const { entity } = current;
  const { refreshDate = '', period = '' } = type.reportFunction ?? {};
  const made = (name: string): PropertyValue => write.properties[name] ?? entity[name] ?? null;
  const after = { [refreshDate]: made(refreshDate), [period]: made(period) };
  return ranksAbove(rankOf(type, entity, latest), rankOf(type, after, latest));
}

/**
 * What a request of many rows prefers of its writes: besides, what is older than rows are kept is not brought back. A PATCH of
 * one row by its caller is stored, and goes the next night.
 */
export async function keepNewerOfMany(
  request: BoundRequest,
  context: OperationContext,
  type: EntityType,
): Promise<Preferred> {
  const { keepNewer: preferred } = keepNewer(request, context);
  if (preferred === undefined) return {};
  const keptSince = await context.store.keptSince(context.scope, type);
  return { keepNewer: { ...preferred, ...(keptSince !== undefined && { keptSince }) } };
}

/** True when under keep-newer what the write would make of the entity is older than rows are kept. */
export function isExpired(type: EntityType, write: Values, current: StoredEntity | undefined): boolean {
  const { keptSince } = write.keepNewer ?? {};
  if (keptSince === undefined) return false;
  const name = ageProperty(type) ?? '';
  const date = write.properties[name] ?? current?.entity[name];
  return typeof date === 'string' && date < keptSince;
}

const isEmpty = (value: PropertyValue): boolean => value === null || (Array.isArray(value) && value.length === 0);

/** Whether a write sets a value: under keep-newer not an empty one, so that an empty cell does not erase what is stored. */
export function sets({ keepNewer: isPreferred }: Preferred, value: PropertyValue | undefined): value is PropertyValue {
  return value !== undefined && (isPreferred === undefined || !isEmpty(value));
}
