import { hostileBodies, type HostileBody } from './hostileBodies.ts';
import type { HostileCase } from './hostileCase.ts';
import type { HostileStage } from './hostileStage.ts';
import { fillTokens, genuineToken, hostileTokens } from './hostileTokens.ts';
import { setPath } from './reports.ts';
import type { WireRequest } from './wireRequest.ts';

/** One thing to send, of the many a case may stand for. */
export interface HostileInput {
  readonly label: string;
  readonly wire: WireRequest;
  /** Nothing names the method or the target, or they are nothing a server passes on: it may answer by itself. */
  readonly isRaw: boolean;
  /** MiB of the body that the host keeps, which reads one with a length whole before the service hears of it. */
  readonly held: number;
}

/** The entity that exists, and the GUID every request names itself by. */
export const existingId = 'a346dbc0-dbc0-a346-c0db-46a3c0db46a3';
export const clientRequestId = '0d3f7f7c-5f1e-4d43-9a0c-1b6a5f0e9c11';

/** Longest target that is sent: node:http refuses headers over 16 KiB by itself. */
const longestTarget = 12_000;

/** Fills every placeholder; addresses nobody should call lead to the canary. */
export function fillPlaceholders(text: string, { forge, canary }: HostileStage, absent: string): string {
  return fillTokens(text, forge)
    .replaceAll('{{base}}', '/v1.0')
    .replaceAll('{{set}}', setPath)
    .replaceAll('{{id}}', existingId)
    .replaceAll('{{absent}}', absent)
    .replaceAll(/evil\.example|169\.254\.169\.254|(?<=@|\/\/)evil(?=\/)/g, canary.host);
}

/** A target as it goes on the wire: `(((...x)))` written out, and what a URL cannot hold as it is escaped. */
function targetOf(path: string, title: string): string {
  const wished = Number(/\b(\d{1,3}(?:,\d{3})+|\d{3,})\b/.exec(title)?.[1]?.replaceAll(',', '') ?? 1000);
  return path
    .replace(/(?<!\()(\(+)\.\.\.([^()]*)\)+/, (_, __: string, inner: string) => {
      const count = Math.min(wished, Math.floor((longestTarget - path.length) / 2));
      return '('.repeat(count) + inner + ')'.repeat(count);
    })
    .replaceAll(/[^!-~]+/g, (characters) => encodeURIComponent(characters));
}

type Header = readonly [name: string, value: string];

/** The Authorization headers of a case, each with what makes it different. */
function authorizations({ request, token }: HostileCase, stage: HostileStage): readonly (readonly Header[])[] {
  if (request.rawHeaders?.some(([name]) => name.toLowerCase() === 'authorization') === true) return [[]];
  if (token !== undefined)
    return hostileTokens(token, stage.forge).map((text) => [['Authorization', `Bearer ${text}`]]);
  if (request.authorization === null) return [[]];
  return [[['Authorization', request.authorization ?? `Bearer ${genuineToken(stage.forge)}`]]];
}

function frame(body: HostileBody | undefined, headers: readonly Header[]): readonly Header[] {
  if (body === undefined) return [];
  const has = (wanted: string): boolean => headers.some(([name]) => name.toLowerCase() === wanted);
  const type: readonly Header[] = has('content-type') ? [] : [['Content-Type', 'application/json']];
  if (has('content-length') || has('transfer-encoding')) return type;
  return [
    ...type,
    body.length === undefined ? ['Transfer-Encoding', 'chunked'] : ['Content-Length', String(body.length)],
  ];
}

/** Writes a head whose values nothing cleans. */
function head(line: string, headers: readonly Header[]): string {
  return `${line}\r\n${headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`;
}

function rawInput(raw: string, fill: (text: string) => string, stage: HostileStage): HostileInput {
  const text = fill(raw).replaceAll('\\r', '\r').replaceAll('\\n', '\n').replaceAll('\\u0000', '\0');
  const isWhole = /\r?\n\r?\n/.test(text);
  const headers: readonly Header[] = [
    ['Host', new URL(stage.app.url).host],
    ['Authorization', `Bearer ${genuineToken(stage.forge)}`],
  ];
  const [line = '', ...more] = text.split(/\r\n/);
  const wire = isWhole ? text : head([line, ...more].filter((each) => each !== '').join('\r\n'), headers);
  return { label: 'raw', wire: { head: wire }, isRaw: true, held: 0 };
}

/** Everything a case stands for, ready to be sent. `absent` is an id that does not exist. */
export function hostileInputs(item: HostileCase, stage: HostileStage, absent: string): readonly HostileInput[] {
  const { request } = item;
  const fill = (text: string): string => fillPlaceholders(text, stage, absent);
  if (request.rawRequest !== undefined) return [rawInput(request.rawRequest, fill, stage)];
  const bodies = hostileBodies(request, fill);
  const given: readonly Header[] = [...Object.entries(request.headers ?? {}), ...(request.rawHeaders ?? [])];
  const named = given.some(([name]) => name.toLowerCase() === 'client-request-id');
  const line = `${request.method ?? 'GET'} ${targetOf(fill(request.path ?? '/'), item.title)} HTTP/1.1`;
  return authorizations(item, stage).flatMap((credentials, index) =>
    [...bodies, undefined].slice(0, Math.max(1, bodies.length)).map((body) => {
      const headers: readonly Header[] = [
        ['Host', new URL(stage.app.url).host],
        ...(named ? [] : ([['client-request-id', clientRequestId]] as const)),
        ...[...credentials, ...given].map(([name, value]): Header => [name, fill(value)]),
        ...frame(body, given),
      ];
      const isAbort = /abort|disconnect/.test(request.fault ?? '');
      const pieces = body === undefined ? [] : body.pieces();
      return {
        label: `${index} ${body?.label ?? ''}`,
        wire: { head: head(line, headers), pieces: isAbort ? firstHalf(pieces) : pieces, abort: isAbort },
        isRaw:
          /^(?!(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) )/.test(line) ||
          headers.some(([, value]) => /[\r\n\0]/.test(value)),
        held: body?.length === undefined ? 0 : body.sent / 1_048_576,
      };
    }),
  );
}

function* firstHalf(pieces: Iterable<Uint8Array>): Generator<Uint8Array> {
  for (const piece of pieces) {
    yield piece.subarray(0, Math.ceil(piece.length / 2));
    return;
  }
}
