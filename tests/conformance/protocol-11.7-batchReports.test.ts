/**
 * OData Protocol 4.01, 11.7, and JSON Format 4.01, 19.5: report functions, CSV and delta payloads as parts of a batch.
 * https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html#sec_BatchResponse
 */
import { jsonBatches, multipartBatches, statuses } from '../support/batch.ts';
import { describeAnswers } from '../support/describeAnswers.ts';
import { newId, reports } from '../support/reports.ts';

const set = 'office365ServicesUserCounts';
const counts = 'office365ActiveUserCounts';
const report = `reports/getOffice365ServicesUserCounts(period='D7')`;
const row = (id: string, exchangeActive: number) => ({
  id,
  reportRefreshDate: '2024-02-03',
  exchangeActive,
  reportPeriod: '7',
});

describeAnswers('11.7 reports in a batch', (app) => {
  const json = jsonBatches(app);
  const multipart = multipartBatches(app);
  const api = reports(app);
  const part = (...lines: readonly string[]): string =>
    ['--b', 'Content-Type: application/http', '', ...lines, ''].join('\r\n');
  const inSet = (...lines: readonly string[]): string =>
    ['--c', 'Content-Type: application/http', 'Content-ID: 1', '', ...lines, ''].join('\r\n');
  const changeSet = (text: string): string =>
    `--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n${text}--c--\r\n--b--\r\n`;
  const alone = async (path: string, headers: Record<string, string> = {}): Promise<string> =>
    Buffer.from(await (await app.fetch(`/v1.0/${path}`, { headers })).arrayBuffer()).toString();
  const csv = { Accept: 'text/csv' };

  beforeAll(async () => {
    const many = Array.from({ length: 1500 }, (_, at) => row(`row-${at}`, at));
    for (const value of [many.slice(0, 1000), many.slice(1000)]) {
      const { status } = await app.fetch(`/v1.0/${set}`, {
        method: 'PATCH',
        headers: { 'Content-Type': 'application/json', Prefer: 'continue-on-error, return=minimal' },
        body: JSON.stringify({ '@context': '#$delta', value }),
      });
      expect(status).toBe(204);
    }
  });

  test('CSV of many pages is a string in JSON, byte for byte as it comes alone', async () => {
    const answers = await json.send([
      { id: '1', method: 'GET', url: report },
      { id: '2', method: 'GET', url: set, headers: csv },
      { id: '3', method: 'GET', url: `${report}?$format=application/json&$top=1` },
    ]);
    expect(answers.map(({ status, headers }) => [status, headers['Content-Type']?.split(';')[0]])).toEqual([
      [200, 'text/csv'],
      [200, 'text/csv'],
      [200, 'application/json'],
    ]);
    expect(answers[0]?.body).toBe(await alone(report));
    const whole = await alone(set, csv);
    expect(answers[1]?.body).toBe(whole);
    expect(whole.split('\r\n')).toHaveLength(1502);
    expect(answers[2]?.body).toMatchObject({ value: [{ reportPeriod: '7' }] });
  });

  test('CSV in the multipart format, with its length', async () => {
    const text = part(`GET ${report} HTTP/1.1`, 'Accept: text/csv', '', '');
    const [answer] = await multipart.send(`${text}--b--\r\n`);
    expect([answer?.status, answer?.inner['Content-Type']]).toEqual([200, 'text/csv;charset=utf-8']);
    expect(answer?.body).toBe(await alone(report));
    expect(answer?.inner['Content-Length']).toBe(String(Buffer.byteLength(answer?.body ?? '')));
  });

  test('a delta payload with continue-on-error is a request like any other', async () => {
    const [one, two] = [newId(), newId()];
    const body = {
      '@context': '#$delta',
      value: [
        { id: one, teams: 1 },
        { id: two, teams: 'x' },
      ],
    };
    const headers = { Prefer: 'continue-on-error' };
    const answers = await json.send([
      { id: '1', method: 'PATCH', url: counts, headers, body },
      { id: '2', method: 'GET', url: `${counts}/${one}`, dependsOn: ['1'] },
    ]);
    expect(statuses(answers)).toEqual({ 1: 200, 2: 200 });
    expect(answers[0]?.body?.['value']).toMatchObject([
      { id: one, '@reports.outcome': 'created' },
      { '@Core.DataModificationException': { responseCode: 400 } },
    ]);
  });

  test('a delta payload in a change set is written with it or not at all', async () => {
    const [one, two] = [newId(), newId()];
    const value = (teams: unknown): string =>
      JSON.stringify({
        '@context': '#$delta',
        value: [
          { id: one, teams: 1 },
          { id: two, teams },
        ],
      });
    const upsert = (teams: unknown): readonly string[] => [
      `PATCH ${counts} HTTP/1.1`,
      'Content-Type: application/json',
      '',
      value(teams),
    ];
    const [refused] = await multipart.send(changeSet(inSet(...upsert('x'))));
    expect(refused?.status).toBe(400);
    expect(await api.stored(one)).toBeUndefined();
    const [written] = await multipart.send(changeSet(inSet(...upsert(2))));
    expect(written?.parts?.map(({ status }) => status)).toEqual([200]);
    expect(await api.stored(two)).toContain('"teams":2,');
  });

  test('a delta link can be asked for and followed', async () => {
    const [first] = await json.send([{ id: '1', method: 'GET', url: `${counts}/delta?$deltatoken=latest` }]);
    const link = String(first?.body?.['@odata.deltaLink']);
    const id = newId();
    const answers = await json.send([
      { id: '1', method: 'PATCH', url: `${counts}/${id}`, body: { teams: 7 } },
      { id: '2', method: 'GET', url: link, dependsOn: ['1'] },
    ]);
    expect(statuses(answers)).toEqual({ 1: 201, 2: 200 });
    expect(answers[1]?.body?.['value']).toContainEqual(expect.objectContaining({ id, teams: 7 }));
  });
});
