import { askPatiently, isTransient } from '../../shared/collect/ledger/askPatiently.ts';
import type { AskService } from '../../shared/collect/ledger/askService.ts';
import type { RowOutcome } from '../../shared/collect/rowOutcome.ts';
import type { PropertyValue } from '../../shared/edm/edmValue.ts';
import type { EntityType } from '../../shared/edm/entityType.ts';
import { primitiveTypes, type PrimitiveValue } from '../../shared/edm/primitiveTypes.ts';
import { rankOf, ranksAbove } from '../../shared/edm/rank.ts';
import { tomorrow } from '../../shared/edm/tomorrow.ts';
import type { SentRow } from './importFile.ts';
import { RefusedRequest } from './refusedRequest.ts';

/** An entity as it is stored or would be, by property, in JSON with Int64 as strings. */
type Stored = Readonly<Record<string, unknown>>;

/** Most ids, and characters of them, that are asked for in one request. */
const most = { ids: 100, characters: 8000 };

/** Ids in pieces that can be asked for. */
function pieces(ids: readonly string[]): readonly (readonly string[])[] {
  const found: string[][] = [];
  let characters = Infinity;
  for (const id of ids) {
    const last = found.at(-1);
    characters += id.length;
    if (last === undefined || last.length === most.ids || characters > most.characters) {
      found.push([id]);
      characters = id.length;
    } else last.push(id);
  }
  return found;
}

function toJson(type: EntityType, name: string, value: PropertyValue): unknown {
  const property = type.properties[name];
  if (value === null || property === undefined) return null;
  const one = (item: PrimitiveValue): unknown =>
    JSON.parse(primitiveTypes[property.type].toJson(item, { ieee754Compatible: true }));
  return Array.isArray(value) ? (value as readonly PrimitiveValue[]).map(one) : one(value as PrimitiveValue);
}

const isEmpty = (value: unknown): boolean => value === null || (Array.isArray(value) && value.length === 0);

/** What a service would make of a row under the preference keep-newer. */
function outcomeOf(type: EntityType, { values }: SentRow, stored: Stored | undefined): RowOutcome {
  if (stored === undefined) return { kind: 'created' };
  const given = Object.keys(values).map((name) => [name, toJson(type, name, values[name] ?? null)] as const);
  const set = given.filter(([, value]) => !isEmpty(value));
  const entity = { ...stored, ...Object.fromEntries(set) };
  const latest = tomorrow(Date.now());
  const rank = (one: Stored) => rankOf(type, one as Readonly<Record<string, PropertyValue>>, latest);
  if (ranksAbove(rank(stored), rank(entity))) return { kind: 'older' };
  const isSame = set.every(([name, value]) => JSON.stringify(stored[name] ?? null) === JSON.stringify(value));
  return { kind: isSame ? 'unchanged' : 'updated' };
}

/**
 * Tells of rows what would become of them if they were sent, and sends nothing: compares them with what is stored. Rejects
 * when the service refuses or does not answer; while it is only busy it is asked again.
 */
export function createPreview(type: EntityType, ask: AskService) {
  async function readSome(ids: readonly string[]): Promise<readonly (readonly [string, Stored])[]> {
    const list = ids.map((id) => `'${id.replaceAll("'", "''")}'`).join(',');
    const path = `${type.name}/$query`;
    const { status, body } = await askPatiently(ask, {
      method: 'POST',
      path,
      headers: {
        'Content-Type': 'text/plain',
        Accept: 'application/json;odata.metadata=none;IEEE754Compatible=true',
      },
      body: new URLSearchParams({ $filter: `id in (${list})`, $top: String(ids.length) })
        .toString()
        .replaceAll('+', '%20'),
    });
    if (status !== 200) {
      const message = `${path} answered ${status}: ${body.slice(0, 500)}`;
      throw isTransient(status) ? new Error(message) : new RefusedRequest(message);
    }
    const { value, ...page } = JSON.parse(body) as { readonly value: readonly (Stored & { readonly id: string })[] };
    if ('@odata.nextLink' in page) {
      const half = Math.ceil(ids.length / 2);
      return [...(await readSome(ids.slice(0, half))), ...(await readSome(ids.slice(half)))];
    }
    return value.map((entity) => [entity.id, entity] as const);
  }

  return async (rows: readonly SentRow[]): Promise<readonly RowOutcome[]> => {
    const stored = new Map<string, Stored>();
    for (const ids of pieces(rows.map(({ id }) => id))) {
      for (const [id, entity] of await readSome(ids)) stored.set(id, entity);
    }
    return rows.map((row) => outcomeOf(type, row, stored.get(row.id)));
  };
}
