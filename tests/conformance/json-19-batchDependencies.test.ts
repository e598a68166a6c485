/**
 * OData JSON Format 4.01, sections 19.1 to 19.4: what requests of a batch have to do with one another.
 * https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html#sec_BatchRequestsandResponses
 */
import { batchPath, jsonBatches, statuses } from '../support/batch.ts';
import { describeAnswers } from '../support/describeAnswers.ts';
import { expectError } from '../support/expectError.ts';
import { newId, reports } from '../support/reports.ts';

const set = 'office365ActiveUserCounts';

describeAnswers('19.1 dependsOn and if', (app) => {
  const batch = jsonBatches(app);
  const api = reports(app);

  test('what depends on a failed request is not carried out, and so on', async () => {
    const [here, gone] = [newId(), newId()];
    const answers = await batch.send([
      { id: 'A', method: 'GET', url: `${set}/${gone}` },
      { id: 'b', method: 'PATCH', url: `${set}/${here}`, body: {}, dependsOn: ['a'] },
      { id: 'c', method: 'PATCH', url: `${set}/${here}`, body: {}, dependsOn: ['b'] },
      { id: 'd', method: 'GET', url: set },
      { id: 'e', method: 'GET', url: set, dependsOn: ['d'] },
    ]);
    expect(statuses(answers)).toEqual({ A: 404, b: 424, c: 424, d: 200, e: 200 });
    expect(answers[1]?.body?.error).toMatchObject({
      code: 'failedDependency',
      message: expect.stringContaining("'a'"),
    });
    expect(await api.stored(here)).toBeUndefined();
  });

  test.each([
    ['an unknown request', ['x']],
    ['itself', ['b']],
    ['a later request', ['c']],
  ])('depending on %s makes the batch invalid', async (_case, dependsOn) => {
    const requests = [{ id: 'a' }, { id: 'b', dependsOn }, { id: 'c' }].map((item) => ({
      method: 'GET',
      url: set,
      ...item,
    }));
    const response = await batch.raw(JSON.stringify({ requests }));
    await expectError(response, 'invalidDependency', { target: 'dependsOn' });
  });

  test('a group may be depended on as a whole, not by its own requests', async () => {
    const [id, other] = [newId(), newId()];
    const answers = await batch.send([
      { id: '1', atomicityGroup: 'bad', method: 'PATCH', url: `${set}/${id}`, body: {} },
      { id: '2', atomicityGroup: 'bad', method: 'DELETE', url: `${set}/${id}x` },
      { id: '3', atomicityGroup: 'good', method: 'PATCH', url: `${set}/${id}`, body: {} },
      { id: '4', method: 'GET', url: `${set}/${id}`, dependsOn: ['good'] },
      { id: '5', method: 'GET', url: `${set}/${id}`, dependsOn: ['BAD'] },
      { id: '6', atomicityGroup: 'late', method: 'PATCH', url: `${set}/${other}`, body: {} },
      { id: '7', atomicityGroup: 'late', method: 'PATCH', url: `${set}/${other}x`, body: {}, dependsOn: ['bad'] },
    ]);
    expect(statuses(answers)).toEqual({ 1: 424, 2: 404, 3: 201, 4: 200, 5: 424, 6: 424, 7: 424 });
    expect(answers.map(({ atomicityGroup }) => atomicityGroup)).toEqual([
      'bad',
      'bad',
      'good',
      undefined,
      undefined,
      'late',
      'late',
    ]);
    expect(await api.stored(other)).toBeUndefined();
    const own = JSON.stringify({
      requests: [{ id: '1', atomicityGroup: 'g', dependsOn: ['g'], method: 'GET', url: set }],
    });
    await expectError(await batch.raw(own), 'invalidDependency');
  });

  test('a condition takes the place of success', async () => {
    const id = newId();
    const get = { method: 'GET', url: set } as const;
    const answers = await batch.send([
      {
        id: '1',
        method: 'PATCH',
        url: `${set}/${id}`,
        body: { teams: 7, reportPeriod: "it's", reportDate: '2022-10-19' },
      },
      { id: '2', method: 'GET', url: `${set}/${id}x` },
      { id: 'failed', ...get, dependsOn: ['2'], if: 'not $2/$succeeded' },
      { id: 'value', ...get, dependsOn: ['1'], if: '$1/teams gt 6 and $1/teams lt 8' },
      { id: 'text', ...get, if: "$1/reportPeriod eq 'it''s' and '$9' ne $1/reportPeriod" },
      { id: 'date', ...get, if: '$1/reportDate gt 2022-10-18' },
      { id: 'absent', ...get, if: '$1/exchange eq null and $1/nothing eq null' },
      { id: 'code', ...get, if: "$2/error/code eq 'notFound'" },
      { id: 'false', ...get, if: '$1/teams eq 8' },
      { id: 'null', ...get, if: 'null' },
      { id: 'number', ...get, if: '$1/teams' },
      { id: 'unknown', ...get, if: '$nobody/$succeeded' },
      { id: 'object', ...get, if: '$2/error eq 1' },
      { id: 'syntax', ...get, if: 'true and' },
      { id: 'long', ...get, if: `true${' '.repeat(70_000)}` },
      { id: 'property', ...get, if: 'teams eq 1' },
    ]);
    const { 1: first, 2: second, ...others } = statuses(answers);
    expect([first, second]).toEqual([201, 404]);
    expect(others).toEqual({
      ...{ failed: 200, value: 200, text: 200, date: 200, absent: 200, code: 200 },
      ...{ false: 424, null: 424, number: 400, unknown: 400, object: 400, syntax: 400, long: 400, property: 400 },
    });
  });

  test('an identifier in the URL stands for the entity of that request', async () => {
    const id = `${newId()} 100%/ä`;
    const answers = await batch.send([
      { id: 'new', method: 'POST', url: set, body: { id, teams: 1 } },
      {
        id: '2',
        method: 'PATCH',
        url: '$new',
        dependsOn: ['new'],
        body: { exchange: 2 },
        headers: { Prefer: 'return=minimal' },
      },
      { id: '3', method: 'GET', url: '$2/teams', dependsOn: ['2'] },
      { id: '4', method: 'GET', url: '$NEW?$select=exchange', dependsOn: ['new'] },
      { id: '5', method: 'GET', url: '$4/exchange/$value', dependsOn: ['4'] },
      { id: '6', method: 'DELETE', url: '/$new', dependsOn: ['new'] },
      { id: '7', method: 'GET', url: '$nobody/teams' },
      { id: '8', method: 'GET', url: '$new', dependsOn: ['new'] },
      { id: '9', method: 'GET', url: '$8/teams' },
      { id: 'metadata', method: 'GET', url: '$metadata' },
      { id: '10', method: 'GET', url: '$metadata' },
    ]);
    expect(statuses(answers)).toEqual({
      ...{ new: 201, 2: 204, 3: 200, 4: 200, 5: 200, 6: 204, 7: 400, 8: 404, 9: 424, metadata: 200, 10: 200 },
    });
    expect(answers[2]?.body).toMatchObject({ value: 1 });
    expect(answers[3]?.body).toMatchObject({ exchange: 2 });
    expect(answers[4]?.body).toBe('2');
  });

  test('continue-on-error=false ends a batch at the first failure; it goes on otherwise', async () => {
    const id = newId();
    const requests = [
      { id: '1', method: 'GET', url: `${set}/${id}` },
      { id: '2', method: 'PATCH', url: `${set}/${id}`, body: {} },
    ];
    expect(statuses(await batch.send(requests, { Prefer: 'continue-on-error=false' }))).toEqual({ 1: 404, 2: 424 });
    expect(statuses(await batch.send(requests, { Prefer: 'odata.continue-on-error' }))).toEqual({ 1: 404, 2: 201 });
    const response = await app.fetch(batchPath, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Prefer: 'continue-on-error', 'OData-MaxVersion': '4.01' },
      body: '{"requests":[]}',
    });
    expect(response.headers.get('preference-applied')).toBe('continue-on-error=true');
  });
});
