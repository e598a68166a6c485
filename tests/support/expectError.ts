import { errorTable, type InnerCode } from '../../shared/errors/errorTable.ts';
import { statusText } from '../../shared/errors/statusText.ts';
import { namedVersion } from './testApp.ts';

/** The error object of an answer (JSON Format 4.01, 21.1). */
export interface ErrorBody {
  readonly code: string;
  readonly message: string;
  readonly target?: string;
  /** Of Microsoft Graph, for clients that name no version. */
  readonly innerError?: Readonly<Record<string, string>>;
}

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What is expected of an error beyond its shape. */
export interface ExpectedError {
  readonly target?: string | undefined;
  readonly message?: RegExp;
}

/** Checks an error answer whole: status, headers and body; returns the error object. */
export async function expectError(
  response: Response,
  innerCode: InnerCode,
  { target, message = /./ }: ExpectedError = {},
): Promise<ErrorBody> {
  const text = await response.text();
  expect([response.status, text]).toEqual([
    errorTable[innerCode].status,
    expect.stringMatching(/^\{"error":\{.*\}\}$/),
  ]);
  expect(response.headers.get('content-type')).toBe('application/json');
  expect(response.headers.get('content-language')).toBe('en');
  expect(response.headers.get('odata-version')).toMatch(/^4\.01?$/);
  expect(response.headers.get('request-id')).toMatch(guid);
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  expect(response.headers.get('cache-control')).toBe('no-store');
  const { error, ...others } = JSON.parse(text) as { error: ErrorBody };
  expect(others).toEqual({});
  expect(error.code).toBe(statusText(response.status));
  const innerError = {
    code: innerCode,
    date: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/) as string,
    'request-id': response.headers.get('request-id'),
    ...(response.headers.has('client-request-id')
      ? { 'client-request-id': response.headers.get('client-request-id') }
      : {}),
  };
  expect(error.innerError).toEqual(namedVersion(response) ? undefined : innerError);
  expect(error.message).toMatch(message);
  // A message is a sentence for people: it begins and ends as one, and holds no stack.
  expect(error.message).toMatch(/^[A-Z'"@$][^\n]*[.?]$/s);
  expect(text).not.toMatch(/\bat [^ ]+ \(|node_modules|\.ts:\d/);
  if (target !== undefined) expect(error.target).toBe(target);
  return error;
}
