import { RestError } from '@azure/data-tables';
import { rowFailure } from '../../../shared/store/tables/rowFailure.ts';

const date = 'Sun, 06 Nov 1994 08:49:37 GMT';

// RFC 9110, 10.2.3: a number of seconds or a date.
test.each([
  ['2', 2],
  ['2.128', 2.128],
  ['0', 0],
  ['Sun, 06 Nov 1994 08:49:40 GMT', 3],
  ['Sun, 06 Nov 1994 08:49:30 GMT', 0],
  ['soon', undefined],
  ['', undefined],
  [undefined, undefined],
])('storage that asks to wait with Retry-After %p', (asked, seconds) => {
  const headers = new Headers({ date, ...(asked !== undefined && { 'retry-after': asked }) });
  const error = Object.assign(new RestError('busy', { statusCode: 503 }), { response: { status: 503, headers } });
  const { kind, retryAfter } = rowFailure(error);
  expect({ kind, retryAfter }).toEqual({ kind: 'throttled', retryAfter: seconds });
});

test.each(['AbortError', 'TimeoutError'])('a request that was given up: %s', (name) => {
  expect(rowFailure(new DOMException('too late', name))).toMatchObject({ kind: 'timeout' });
});
