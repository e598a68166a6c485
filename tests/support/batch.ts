import type { TestApp } from './testApp.ts';

/** Path of the batch endpoint. */
export const batchPath = '/v1.0/$batch';

/** A request object of a batch in JSON. */
export interface BatchRequest {
  readonly id: string;
  readonly method?: string;
  readonly url?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly dependsOn?: readonly string[];
  readonly atomicityGroup?: string;
  readonly if?: string;
}

/** A response object, its body as JSON.parse reads it. */
export interface BatchResponse {
  readonly id: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly atomicityGroup?: string;
  readonly body?: Readonly<Record<string, unknown>> & { readonly error?: { code: string; message: string } };
}

type Headers = Readonly<Record<string, string | undefined>>;

/** Sends a batch in JSON and checks that it was answered as such; the responses by request. */
export function jsonBatches(app: TestApp) {
  const raw = async (body: string, headers: Headers = {}): Promise<Response> =>
    await app.fetch(batchPath, { method: 'POST', headers: { 'Content-Type': 'application/json', ...headers }, body });
  return {
    /** The text of a body goes as it is. */
    raw,
    send: async (requests: readonly BatchRequest[], headers?: Headers): Promise<readonly BatchResponse[]> => {
      const response = await raw(JSON.stringify({ requests }), headers);
      const text = await response.text();
      expect([response.status, text]).toEqual([200, expect.stringMatching(/^\{"responses":\[/)]);
      expect(response.headers.get('content-type')).toBe('application/json');
      return (JSON.parse(text) as { responses: readonly BatchResponse[] }).responses;
    },
  };
}

/** The status of each response, by id. */
export function statuses(responses: readonly BatchResponse[]): Readonly<Record<string, number>> {
  return Object.fromEntries(responses.map(({ id, status }) => [id, status]));
}

/** One part of a multipart answer: the HTTP message in it, or the parts of a change set. */
export interface AnswerPart {
  readonly headers: Readonly<Record<string, string>>;
  readonly status: number;
  /** Headers of the inner HTTP message. */
  readonly inner: Readonly<Record<string, string>>;
  readonly body: string;
  readonly parts?: readonly AnswerPart[];
}

function headersOf(block: string): Record<string, string> {
  return Object.fromEntries(
    block
      .split('\r\n')
      .filter((line) => line !== '')
      .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
  );
}

function splitParts(text: string, boundary: string): readonly string[] {
  expect(text.endsWith(`--${boundary}--\r\n`)).toBe(true);
  return text.split(`--${boundary}`).slice(1, -1);
}

/** Reads a multipart answer strictly: the line ends and spellings that clients rely on. */
export function readAnswer(contentType: string, text: string): readonly AnswerPart[] {
  const [, boundary = ''] = /^multipart\/mixed; boundary=([\w-]+)$/.exec(contentType) ?? [];
  expect(boundary).toMatch(/^(?:batch|changeset)response_/);
  return splitParts(text, boundary).map((part) => {
    expect(part.startsWith('\r\n') && part.endsWith('\r\n')).toBe(true);
    const end = part.indexOf('\r\n\r\n');
    const headers = headersOf(part.slice(2, end));
    const rest = part.slice(end + 4, -2);
    const type = headers['Content-Type'] ?? '';
    if (type !== 'application/http') {
      return { headers, status: 0, inner: {}, body: '', parts: readAnswer(type, `${rest}\r\n`) };
    }
    const head = rest.indexOf('\r\n\r\n');
    const [line = '', ...lines] = rest.slice(0, head).split('\r\n');
    const [, status = '0'] = /^HTTP\/1\.1 (\d{3}) [A-Z]/.exec(line) ?? [];
    return { headers, status: Number(status), inner: headersOf(lines.join('\r\n')), body: rest.slice(head + 4) };
  });
}

/** Sends the text of a multipart batch with the boundary `b` and reads the answer. */
export function multipartBatches(app: TestApp) {
  const raw = async (body: string, headers: Headers = {}): Promise<Response> =>
    await app.fetch(batchPath, {
      method: 'POST',
      headers: { 'Content-Type': 'multipart/mixed; boundary=b', ...headers },
      body,
    });
  return {
    raw,
    send: async (body: string, headers?: Headers): Promise<readonly AnswerPart[]> => {
      const response = await raw(body, headers);
      const text = await response.text();
      expect([response.status, text]).toEqual([200, expect.any(String)]);
      return readAnswer(response.headers.get('content-type') ?? '', text);
    },
  };
}
