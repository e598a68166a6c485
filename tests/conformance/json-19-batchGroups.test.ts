/**
 * OData JSON Format 4.01, 19.1 and 19.4: an atomicity group is carried out all or nothing, here in one transaction.
 * https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html#sec_BatchRequestsandResponses
 */
import { jsonBatches, statuses, type BatchRequest, type BatchResponse } from '../support/batch.ts';
import { describeMatrix } from '../support/describeMatrix.ts';
import { newId, reports } from '../support/reports.ts';

const set = 'office365ActiveUserCounts';
const group = { atomicityGroup: 'g' };
const message = (answer: BatchResponse | undefined): string => answer?.body?.error?.message ?? '';

describeMatrix('atomicity groups', (app) => {
  const batch = jsonBatches(app);
  const api = reports(app);
  const patch = (id: string, key: string, body: unknown = {}, more: Partial<BatchRequest> = {}): BatchRequest => ({
    id,
    ...group,
    method: 'PATCH',
    url: `${set}/${key}`,
    body,
    ...more,
  });

  test('changes of several keys succeed together, each answered as if it had come alone', async () => {
    const [one, two, three] = [await api.store(), await api.store(), newId()];
    const answers = await batch.send([
      patch('1', one.id, { teams: 1 }, { headers: { 'If-Match': one.etag } }),
      { id: '2', ...group, method: 'DELETE', url: `${set}('${two.id}')` },
      { id: '3', ...group, method: 'POST', url: set, body: { id: three, teams: 3 } },
      { id: '4', ...group, method: 'PUT', url: `${set}/${one.id}/exchange`, body: { value: 4 } },
    ]);
    expect(statuses(answers)).toEqual({ 1: 200, 2: 204, 3: 201, 4: 200 });
    expect(answers[2]?.headers).toMatchObject({ Location: `${app.publicUrl}/v1.0/${set}('${three}')` });
    expect(await api.stored(one.id)).toContain('"exchange":4,');
    expect(await api.stored(two.id)).toBeUndefined();
    const read = await api.get(three);
    expect(read.headers.get('etag')).toBe(answers[2]?.headers['ETag']);
  });

  test('changes of one key are folded in their order', async () => {
    const key = newId();
    const answers = await batch.send([
      { id: '1', ...group, method: 'POST', url: set, body: { id: key, teams: 1 } },
      patch('2', key, { exchange: 2 }),
      patch('3', key, { exchange: 2 }, { headers: { 'If-None-Match': '*' } }),
    ]);
    expect(statuses(answers)).toEqual({ 1: 424, 2: 424, 3: 412 });
    expect(await api.stored(key)).toBeUndefined();

    const folded = await batch.send([
      { id: '1', ...group, method: 'POST', url: set, body: { id: key, teams: 1 } },
      patch('2', '', { exchange: 2 }, { url: '$1', headers: { 'If-Match': '*' } }),
      { id: '3', ...group, method: 'DELETE', url: '$1' },
      patch('4', key, { yammer: 3 }),
      patch('5', key, {}),
      { id: '6', ...group, method: 'PUT', url: '$4/teams', body: { value: 5 } },
      { id: '7', method: 'GET', url: '$6', dependsOn: ['g'] },
    ]);
    expect(statuses(folded)).toEqual({ 1: 201, 2: 200, 3: 204, 4: 201, 5: 200, 6: 200, 7: 200 });
    expect(folded[1]?.body).toMatchObject({ teams: 1, exchange: 2 });
    expect(folded[3]?.body).toMatchObject({ teams: null, exchange: null, yammer: 3 });
    // The change between them changes nothing and keeps the entity tag.
    expect(folded[4]?.headers['ETag']).toBe(folded[3]?.headers['ETag']);
    const read = await api.get(key);
    expect(await read.json()).toMatchObject({ teams: 5, exchange: null, yammer: 3 });
    const versions = [1, 2, 4].map((id) => folded[id - 1]?.headers['ETag']);
    expect(new Set([...versions, read.headers.get('etag')]).size).toBe(4);
  });

  test('when one fails nothing is written and all say so', async () => {
    const [key, { id: known, etag }] = [newId(), await api.store()];
    const failing: readonly (readonly [number, string, Partial<BatchRequest>])[] = [
      [400, 'an unknown property', { body: { nobody: 1 } }],
      [404, 'an unknown set', { url: 'nobody/x' }],
      [404, 'an unknown entity', { method: 'DELETE' }],
      [405, 'a method that is not allowed', { method: 'PATCH', url: '$metadata' }],
      [406, 'a format that cannot be had', { headers: { Accept: 'text/csv' } }],
      [409, 'an entity that exists', { method: 'POST', url: set, body: { id: known } }],
      [412, 'a stale entity tag', { headers: { 'If-Match': 'W/"old"' } }],
      [415, 'another media type', { headers: { 'Content-Type': 'text/csv' } }],
      [400, 'a request that reads', { method: 'GET' }],
      [
        400,
        'a query',
        { method: 'POST', url: `${set}/$query`, headers: { 'Content-Type': 'text/plain' }, body: '$top=1' },
      ],
      [
        400,
        'a query without storage',
        { method: 'POST', url: 'reports/$query', headers: { 'Content-Type': 'text/plain' }, body: '' },
      ],
      [400, 'another batch', { method: 'POST', url: '$batch', body: { requests: [] } }],
      [400, 'no method', { method: undefined as never }],
      [424, 'a condition that is false', { if: 'false' }],
    ];
    for (const [status, what, request] of failing) {
      const answers = await batch.send([
        patch('1', key, { teams: 1 }),
        { ...patch('2', newId(), { teams: 2 }), ...request },
        patch('3', known, { teams: 77 }),
      ]);
      expect([what, statuses(answers)]).toEqual([what, { 1: 424, 2: status, 3: 424 }]);
      expect(message(answers[0])).toMatch(/'2' of its atomic group failed, and nothing of the group was written/);
      expect(message(answers[2])).toMatch(/'2'/);
      expect(await api.stored(key)).toBeUndefined();
      expect((await api.get(known)).headers.get('etag')).toBe(etag);
    }
  });

  test('when several would fail, the first of them in the order of the group is the one that did', async () => {
    const [one, two] = [await api.store(), await api.store()];
    const stale = { headers: { 'If-Match': 'W/"old"' } };
    const exists = { headers: { 'If-None-Match': '*' } };
    const orders: readonly (readonly [number, readonly BatchRequest[]])[] = [
      [2, [patch('1', one.id), patch('2', two.id, {}, stale), patch('3', one.id, {}, exists)]],
      [1, [patch('1', one.id, {}, exists), patch('2', two.id, {}, stale), patch('3', one.id)]],
      [3, [patch('1', two.id), patch('2', one.id), patch('3', one.id, {}, exists), patch('4', two.id, {}, stale)]],
      [2, [patch('1', two.id), patch('2', newId(), {}, stale), patch('3', one.id), patch('4', two.id, {}, exists)]],
    ];
    for (const [failed, requests] of orders) {
      const answers = await batch.send(requests);
      expect(answers.map(({ status }) => status)).toEqual(requests.map(({ id }) => (id === `${failed}` ? 412 : 424)));
      for (const answer of answers) if (answer.status === 424) expect(message(answer)).toContain(`'${failed}' of its`);
    }
    expect((await api.get(one.id)).headers.get('etag')).toBe(one.etag);
  });

  test('as many changes as one transaction holds, and not one more', async () => {
    const create = (count: number): readonly BatchRequest[] =>
      Array.from({ length: count }, (_, at) => patch(String(at), newId(), { teams: at }));
    expect(new Set(Object.values(statuses(await batch.send(create(25)))))).toEqual(new Set([201]));
    const many = create(26);
    const refused = await batch.send(many);
    expect(new Set(Object.values(statuses(refused)))).toEqual(new Set([400]));
    expect(refused[0]?.body?.error).toMatchObject({ innerError: { code: 'batchRequestLimitExceeded' } });
    expect(message(refused[25])).toMatch(/104 rows.*100.*14/s);
    expect(await api.stored(many[0]?.url?.split('/')[1] ?? '')).toBeUndefined();
  });

  test('a hundred changes of one key are one', async () => {
    const key = newId();
    const answers = await batch.send(Array.from({ length: 100 }, (_, at) => patch(String(at), key, { teams: at })));
    expect(answers.map(({ status }) => status)).toEqual([201, ...Array.from({ length: 99 }, () => 200)]);
    expect(await api.stored(key)).toContain('"teams":99,');
  });

  test('14 updates that move both indexed values', async () => {
    const keys = await Promise.all(Array.from({ length: 14 }, async () => (await api.store()).id));
    const body = { reportDate: '2023-01-01', reportRefreshDate: '2023-01-02' };
    const answers = await batch.send(keys.map((key, at) => patch(String(at), key, body)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  });

  test('one entity set in one group', async () => {
    const key = newId();
    const answers = await batch.send([
      patch('1', key, {}),
      patch('2', key, {}, { url: `office365ActiveUserDetail/${key}` }),
    ]);
    expect(statuses(answers)).toEqual({ 1: 424, 2: 400 });
    expect(message(answers[1])).toMatch(/one entity set/);
    expect(await api.stored(key)).toBeUndefined();
  });

  test('return=minimal and parts of the entity hold in a group too', async () => {
    const key = newId();
    const answers = await batch.send([
      patch('1', key, { teams: 1 }, { headers: { Prefer: 'return=minimal' } }),
      patch('2', key, { teams: 2 }, { headers: { Prefer: 'return=minimal' } }),
    ]);
    expect(statuses(answers)).toEqual({ 1: 204, 2: 204 });
    expect(answers[0]?.headers).toMatchObject({ Location: expect.anything(), 'OData-EntityId': expect.anything() });
    expect(answers[1]?.headers).not.toHaveProperty('Location');
  });

  test('an update of the collection can be part of a group', async () => {
    const [one, two] = [newId(), newId()];
    const delta = {
      '@odata.context': '#$delta',
      value: [
        { id: one, teams: 1 },
        { id: two, teams: 2 },
      ],
    };
    const upsert = { id: '2', ...group, method: 'PATCH', url: set, body: delta };
    const answers = await batch.send([patch('1', one, { exchange: 1 }), upsert, patch('3', two, { exchange: 2 })]);
    expect(statuses(answers)).toEqual({ 1: 201, 2: 200, 3: 200 });
    expect(await api.stored(one)).toMatch(/"exchange":1,.*"teams":1,/);
    expect(await api.stored(two)).toMatch(/"exchange":2,.*"teams":2,/);

    // All or nothing is what a group is: that its requests continue on errors has nothing to apply to and is ignored.
    const headers = { Prefer: 'continue-on-error' };
    const both = await batch.send([{ ...upsert, headers }, patch('3', one, { teams: 77 })]);
    expect(statuses(both)).toEqual({ 2: 200, 3: 200 });
    expect(both[0]?.headers).not.toHaveProperty('Preference-Applied');
    const broken = {
      ...delta,
      value: [
        { id: two, teams: 3 },
        { id: one, teams: 'many' },
      ],
    };
    const refused = await batch.send([{ ...upsert, headers, body: broken }, patch('3', one, { teams: 78 })]);
    expect(statuses(refused)).toEqual({ 2: 400, 3: 424 });
    expect(await api.stored(one)).toContain('"teams":77,');
    expect(await api.stored(two)).toContain('"teams":2,');
  });
});
