import { ODataError } from '../../errors/odataError.ts';
import { isJsonObject, type JsonValue } from '../../json/jsonValue.ts';
import { readJsonBody, type TakeTurn } from '../../json/readJson.ts';
import type { Batch, BatchItem, BatchUnit } from '../contract/batch.ts';
import type { HeaderLookup } from '../contract/innerService.ts';
import { checkCount, invalidBatch } from './invalidBatch.ts';
import { odataError } from './orODataError.ts';
import { readJsonItem } from './readJsonItem.ts';

/** Longest request identifier, in UTF-16 units. */
const maxId = 255;

function readName(value: JsonValue | undefined, member: string, place: string): string {
  if (typeof value === 'string' && value !== '' && value.length <= maxId) return value;
  throw invalidBatch(`the member '${member}' of ${place} must be a string of 1 to ${maxId} characters`, member);
}

function readOptionalName(value: JsonValue | undefined, member: string, place: string): string | undefined {
  return value === undefined || value === null ? undefined : readName(value, member, place);
}

function readDependsOn(value: JsonValue | undefined, place: string): readonly string[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return (value as readonly JsonValue[]).map((name) => readName(name, 'dependsOn', place));
  throw invalidBatch(`the member 'dependsOn' of ${place} must be an array of identifiers`, 'dependsOn');
}

/** The names that requests may refer to; irrespective of case, as Microsoft Graph has it. */
class Names {
  readonly #seen = new Map<string, 'id' | 'group'>();

  /** Takes a name that must be new. */
  add(name: string, kind: 'id' | 'group'): void {
    const key = name.toLowerCase();
    const known = this.#seen.get(key);
    if (known === 'group' && kind === 'group') {
      throw invalidBatch(`the requests of the atomicity group '${name}' must follow one another`, 'atomicityGroup');
    }
    if (known !== undefined) {
      throw invalidBatch(`the identifier '${name}' is given twice; identifiers are compared without case`, 'id');
    }
    this.#seen.set(key, kind);
  }

  check(dependsOn: readonly string[], id: string, group: string | undefined): void {
    for (const name of dependsOn) {
      const isOwn = name.toLowerCase() === group?.toLowerCase();
      if (this.#seen.has(name.toLowerCase()) && !isOwn) continue;
      throw new ODataError(
        'invalidDependency',
        `The request '${id}' depends on '${name}', which is no request or atomicity group before it. Nothing was carried out.`,
        { target: 'dependsOn' },
      );
    }
  }
}

/**
 * Reads a batch in JSON (JSON Format 4.01, section 19). Throws a 400 for an envelope that is not valid; a request that is
 * not valid in itself is read as what is wrong with it.
 */
export async function readJsonBatch(bytes: Uint8Array, batch: HeaderLookup, takeTurn: TakeTurn): Promise<Batch> {
  const json = await readJsonBody(bytes, takeTurn);
  const requests = isJsonObject(json) ? json['requests'] : undefined;
  if (!Array.isArray(requests)) throw invalidBatch("it must be a JSON object with the array 'requests'", 'requests');
  checkCount(requests.length);
  const names = new Names();
  const units: (BatchUnit & { readonly items: BatchItem[] })[] = [];
  for (const [index, item] of (requests as readonly JsonValue[]).entries()) {
    const position = `the request at position ${index + 1}`;
    if (!isJsonObject(item)) throw invalidBatch(`${position} is not an object`, 'requests');
    const id = readName(item['id'], 'id', position);
    const place = `the request '${id}'`;
    const group = readOptionalName(item['atomicityGroup'], 'atomicityGroup', place);
    const condition = readOptionalText(item['if'], place);
    const dependsOn = readDependsOn(item['dependsOn'], place);
    const last = units.at(-1);
    const open = group !== undefined && last?.group?.toLowerCase() === group.toLowerCase() ? last : undefined;
    if (group !== undefined && open === undefined) names.add(group, 'group');
    names.check(dependsOn, id, group);
    names.add(id, 'id');
    const read: BatchItem = {
      id,
      dependsOn,
      condition,
      request: await readJsonItem(item, batch, takeTurn).catch(odataError),
    };
    if (open === undefined) units.push({ group, items: [read] });
    else open.items.push(read);
  }
  return { form: 'json', units };
}

function readOptionalText(value: JsonValue | undefined, place: string): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string') return value;
  throw invalidBatch(`the member 'if' of ${place} must be a string`, 'if');
}
