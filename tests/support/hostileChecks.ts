import { errorTable } from '../../shared/errors/errorTable.ts';
import { statusText } from '../../shared/errors/statusText.ts';
import type { Expectation } from './hostileCase.ts';
import { clientRequestId } from './hostileInputs.ts';
import type { WireAnswer } from './wireRequest.ts';

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A value of a header that is sent once. */
export function headerOf({ headers }: WireAnswer, name: string): string | undefined {
  const values = headers.get(name.toLowerCase()) ?? [];
  if (values.length > 1) expect([name, values]).toEqual([name, [values[0]]]);
  return values[0];
}

/** Answers of the platform itself, which refuses what never reaches a function; they are empty. */
const ofPlatform: ReadonlySet<number> = new Set([400, 401, 404, 405, 408, 414, 431, 500, 501, 505]);

/** True for an answer that node:http or the functions host gave by itself. */
export function isOfPlatform(answer: WireAnswer): boolean {
  return !answer.headers.has('request-id') && answer.body === '' && ofPlatform.has(answer.status);
}

/** What no answer may hold: stacks, paths, tokens, names of storage. */
export const leaks =
  /node_modules|\.(?:ts|js|cjs|mjs):\d|\n[ \t]+at |devstoreaccount|AccountKey|PartitionKey|RowKey|eyJ[\w-]{10,}\./;

/** Checks what every answer has; `head` is that of the request. */
export function checkEveryAnswer(answer: WireAnswer, head: string): void {
  const value = (name: string): string | undefined => headerOf(answer, name);
  expect(value('request-id')).toMatch(guid);
  if (head.includes(clientRequestId)) expect(value('client-request-id')).toBe(clientRequestId);
  expect(value('date')).toBeDefined();
  if (!head.includes('$metadata')) expect(value('cache-control')).toBe('no-store');
  expect(value('x-content-type-options')).toBe('nosniff');
  expect(value('odata-version')).toMatch(/^4\.01?$/);
  // What the caller wrote may be repeated.
  if (!leaks.test(head.replace(/\r\nAuthorization:.*/i, ''))) expect(answer.body).not.toMatch(leaks);
}

type Attributes = Readonly<Record<string, string>>;

function attributes(challenge: string): Attributes {
  return Object.fromEntries(
    [...challenge.matchAll(/(?<![\w-])([\w-]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]),
  );
}

/** Every attribute that is expected, `...` for any value; none named error where a remark says so. */
function checkChallenge(actual: string | undefined, expected: string, known: Attributes): void {
  expect(actual).toMatch(/^Bearer /);
  const found = attributes(actual ?? '');
  const [pattern = '', remark = ''] = expected.split(/\s\((?=no )/);
  for (const [name, value] of Object.entries(attributes(pattern))) {
    const filled = value.replaceAll(/\{(\w+)\}/g, (whole, key: string) => known[key] ?? whole);
    if (value === '...') expect(found[name]).toBeDefined();
    else expect({ [name]: found[name] }).toEqual({ [name]: filled });
  }
  if (remark.includes('error')) expect(found).not.toHaveProperty('error');
}

function methods(text: string): readonly string[] {
  return [...text.matchAll(/\b(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\b/g)].map(([name]) => name).sort();
}

type HeaderCheck = (actual: string | undefined, expected: string, known: Attributes) => void;

const headerChecks: Readonly<Record<string, HeaderCheck>> = {
  'www-authenticate': checkChallenge,
  allow: (actual, expected) => expect(methods(actual ?? '')).toEqual(expect.arrayContaining([...methods(expected)])),
  'accept-encoding': (actual) => expect(actual).toBeDefined(),
};

const anyHeader: HeaderCheck = (actual, expected) => {
  const shape = expected.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(/<\w+>|\\\.\\\.\\\./g, '.+');
  expect(actual).toMatch(new RegExp(`^${shape}$`));
};

/** Who names a version is a client of OData, and gets no inner error of Microsoft Graph. */
const namesVersion = /\r\nOData-(?:Max)?Version:/i;

/** Checks status, codes and headers of an answer against what a case expects; `head` is that of the request. */
export function checkExpectation(answer: WireAnswer, expected: Expectation, known: Attributes, head: string): void {
  expect([expected.status, ...(expected.alsoAcceptable ?? [])]).toContain(answer.status);
  if (isOfPlatform(answer)) return;
  if (answer.status >= 400) {
    const { error } = JSON.parse(answer.body) as { error: { code: string; innerError?: { code: string } } };
    expect(error.code).toBe(statusText(answer.status));
    if (namesVersion.test(head)) expect(error).not.toHaveProperty('innerError');
    else expect(errorTable).toHaveProperty(error.innerError?.code ?? 'none', { status: answer.status });
    // A case may name another `error.code` than that of its status; the design derives it, so that it counts for nothing.
    const inner = expected['error.innerError.code'];
    if (inner !== undefined && error.innerError !== undefined && answer.status === expected.status)
      expect(error.innerError.code).toBe(inner);
  }
  if (answer.status !== expected.status) return;
  for (const [name, value] of Object.entries(expected.headers ?? {})) {
    (headerChecks[name.toLowerCase()] ?? anyHeader)(headerOf(answer, name), value, known);
  }
}
