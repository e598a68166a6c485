import { ODataError } from '../../errors/odataError.ts';
import { parseMediaType } from '../../headers/mediaType.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../json/jsonValue.ts';
import type { TakeTurn } from '../../json/readJson.ts';
import { writeJsonInTurns } from '../../json/writeJson.ts';
import type { PartRequest } from '../contract/batch.ts';
import type { HeaderLookup } from '../contract/innerService.ts';
import { partHeaders } from './partHeaders.ts';
import { readMethod } from './readMethod.ts';

function invalid(member: string, problem: string): ODataError {
  return new ODataError('invalidRequest', `The member '${member}' of a request in a batch ${problem}.`, {
    target: member,
  });
}

function readText(value: JsonValue | undefined, member: string): string {
  if (value === undefined) throw invalid(member, 'is missing');
  if (typeof value === 'string' && value !== '') return value;
  throw invalid(member, 'must be a string that is not empty');
}

function readHeaders(value: JsonValue | undefined): readonly (readonly [string, string])[] {
  if (value === undefined || value === null) return [];
  if (!isJsonObject(value)) throw invalid('headers', 'must be an object of strings');
  return Object.entries(value).map(([name, text]) => {
    if (typeof text !== 'string') throw invalid('headers', `must be an object of strings, also '${name.slice(0, 60)}'`);
    return [name, text];
  });
}

function decode(text: string): Uint8Array {
  if (/^[\w+/-]*={0,2}$/.test(text)) return Buffer.from(text, 'base64url');
  throw invalid('body', 'is a string of this media type, so it must be base64url');
}

/** JSON stands as it is, text as a string, all else base64url-encoded, which is taken for JSON as well. */
async function readBody(
  body: JsonValue | undefined,
  contentType: string | null,
  takeTurn: TakeTurn,
): Promise<Uint8Array | null> {
  if (body === undefined || body === null) return null;
  const essence = contentType === null ? undefined : parseMediaType(contentType)?.essence;
  if (typeof body !== 'string') return Buffer.from(await writeJsonInTurns(body, takeTurn));
  await takeTurn(body.length);
  return essence?.startsWith('text/') === true ? Buffer.from(body) : decode(body);
}

/** A JSON body needs no Content-Type of its own: that it is JSON can be seen. */
function withJsonType(headers: HeaderLookup): HeaderLookup {
  return { get: (name) => headers.get(name) ?? (name.toLowerCase() === 'content-type' ? 'application/json' : null) };
}

const members = ['id', 'atomicityGroup', 'dependsOn', 'if', 'method', 'url', 'headers', 'body'];
const plain = (name: string): string => name.toLowerCase().replaceAll(/[_-]/g, '');
const membersByPlain = new Map(members.map((name) => [plain(name), name]));

/** Refuses a member that is known by another spelling: ignored it would have the request sent otherwise than was meant. */
function checkMembers(item: JsonObject): void {
  for (const name of Object.keys(item)) {
    const known = membersByPlain.get(plain(name));
    if (known !== undefined && known !== name) throw invalid(name, `is not known; write '${known}'`);
  }
}

/** The request in a request object (JSON Format 4.01, 19.1). Throws the 400 that fails it. */
export async function readJsonItem(item: JsonObject, batch: HeaderLookup, takeTurn: TakeTurn): Promise<PartRequest> {
  checkMembers(item);
  const method = readMethod(readText(item['method'], 'method'));
  const url = readText(item['url'], 'url');
  const headers = partHeaders(readHeaders(item['headers']), batch);
  const body = await readBody(item['body'], headers.get('content-type'), takeTurn);
  const isJson = body !== null && typeof item['body'] !== 'string';
  return { method, url, headers: isJson ? withJsonType(headers) : headers, body };
}
