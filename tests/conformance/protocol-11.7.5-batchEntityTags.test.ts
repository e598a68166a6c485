/**
 * OData Protocol 4.01, 11.7.5 and 11.7.7.3, JSON Format 4.01, 19.3: the entity tag of an earlier request of a batch.
 * https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_ReferencingtheETagofanEntity
 */
import { jsonBatches, multipartBatches, statuses, type BatchRequest } from '../support/batch.ts';
import { describeAnswers } from '../support/describeAnswers.ts';
import { newId, reports } from '../support/reports.ts';

const set = 'office365ActiveUserCounts';

describeAnswers('11.7.5 referencing the entity tag of an entity', (app) => {
  const batch = jsonBatches(app);
  const multipart = multipartBatches(app);
  const api = reports(app);
  const get = (id: string, key: string, headers = {}): BatchRequest => ({
    id,
    method: 'GET',
    url: `${set}/${key}`,
    headers,
  });
  const patch = (id: string, key: string, teams: number, ifMatch: string): BatchRequest => ({
    id,
    method: 'PATCH',
    url: `${set}/${key}`,
    headers: { 'if-match': ifMatch },
    body: { teams },
  });

  test('an update of what was read, only if nobody changed it since', async () => {
    const { id, etag } = await api.store();
    const answers = await batch.send([
      get('1', id),
      patch('2', id, 41, '$1'),
      patch('3', id, 42, '$1'),
      patch('4', id, 43, '$2'),
      get('5', id, { 'If-None-Match': '$4' }),
      get('6', id, { 'If-None-Match': '$1' }),
    ]);
    expect(statuses(answers)).toEqual({ 1: 200, 2: 200, 3: 412, 4: 200, 5: 304, 6: 200 });
    expect(answers[0]?.headers['ETag']).toBe(etag);
    expect(await api.stored(id)).toContain('"teams":43,');
  });

  test('in a group the entity tags of requests before it', async () => {
    const { id } = await api.store();
    const other = { id: 'b', atomicityGroup: 'g', method: 'PATCH', url: `${set}/${newId()}`, body: {} };
    const answers = await batch.send([get('1', id), { ...patch('a', id, 41, '$1'), atomicityGroup: 'g' }, other]);
    expect(statuses(answers)).toEqual({ 1: 200, a: 200, b: 201 });
    const within = await batch.send([other, { ...patch('a', id, 42, '$b'), atomicityGroup: 'g' }]);
    expect(statuses(within)).toEqual({ b: 424, a: 400 });
    expect(within[1]?.body?.error?.message).toMatch(/entity tag of '\$b'.*same group/);
    expect(await api.stored(id)).toContain('"teams":41,');
  });

  test.each([
    [424, 'a request that failed', get('1', 'nobody')],
    [400, 'a request without an entity tag', { id: '1', method: 'GET', url: `${set}?$top=1` }],
    [400, 'no request', get('other', 'nobody')],
  ] as const)('%i for %s', async (status, _what, first) => {
    const { id, etag } = await api.store();
    const answers = await batch.send([first, patch('2', id, 41, '$1')]);
    expect(answers[1]?.status).toBe(status);
    expect((await api.get(id)).headers.get('etag')).toBe(etag);
  });

  test('in the multipart format', async () => {
    const { id } = await api.store();
    const part = (contentId: string, ...lines: readonly string[]): string =>
      ['--b', 'Content-Type: application/http', `Content-ID: ${contentId}`, '', ...lines, ''].join('\r\n');
    const update = (contentId: string, teams: number): string =>
      part(
        contentId,
        `PATCH ${set}/${id} HTTP/1.1`,
        'Content-Type: application/json',
        'If-Match: $1',
        '',
        `{"teams":${teams}}`,
      );
    const text = [part('1', `GET ${set}/${id} HTTP/1.1`, '', ''), update('2', 51), update('3', 52), '--b--\r\n'].join(
      '',
    );
    const answers = await multipart.send(text);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 412]);
    expect(await api.stored(id)).toContain('"teams":51,');
  });
});
