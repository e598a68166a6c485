// The ready questions of details are requests the service answers, and their file has as many rows as they count.
import { listReports } from '../../../local/build/listReports.ts';
import { sampleDetail } from '../../../local/sample/sampleDetail.ts';
import { upsertRequest } from '../../../shared/collect/upsertRequest.ts';
import { model } from '../../../shared/model/model.ts';
import { detailAddress, detailCountAddress, detailFindFilter } from '../../../web/details/detailAddress.ts';
import { questionsOf } from '../../../web/details/questionsOf.ts';
import { startInProcess } from '../../support/inProcess.ts';
import type { StartedApp } from '../../support/testApp.ts';

/** An answer that counts rows beside none. */
interface Counted {
  readonly '@odata.count': number;
}

const date = '2026-11-26';
const details = listReports(model).filter(({ shape, isRetired }) => shape === 'detail' && isRetired !== true);
let app: StartedApp;

beforeAll(async () => {
  app = await startInProcess();
  for (const { set } of details) {
    const type = model.find(({ name }) => name === set)!;
    const texts: string[] = [];
    // It makes as many as there are people, if asked.
    for (const row of sampleDetail(type, date, '30')) if (texts.push(JSON.stringify(row)) === 60) break;
    const { headers, query, ...request } = upsertRequest(texts);
    const response = await app.fetch(`/v1.0/${set}${query}`, { ...request, headers: { ...headers } });
    expect([set, response.status, await response.text()]).toEqual([set, 200, expect.not.stringContaining('failed')]);
  }
});
afterAll(async () => await app.stop());

test('the questions are those people ask', () => {
  const asked = new Map(details.map((report) => [report.set, questionsOf(report).map(({ id }) => id)]));
  expect(asked.get('office365ActiveUserDetail')).toEqual(
    expect.arrayContaining(['idle-30', 'idle-60', 'idle-90', 'idle-180', 'without-Teams', 'deleted']),
  );
  expect(asked.get('microsoft365CopilotUsageUserDetail')).toContain('idle-28');
  expect(asked.get('office365GroupsActivityDetail')).toEqual(
    expect.arrayContaining(['idle-90', 'ownerless', 'external']),
  );
  expect(asked.get('teamsTeamActivityDetail')).toEqual(expect.arrayContaining(['idle-90', 'guests']));
  expect(asked.get('mailboxUsageDetail')).toContain('full');
  expect(asked.get('oneDriveUsageAccountDetail')).toContain('full');
  expect(asked.get('sharePointSiteUsageDetail')).toEqual(expect.arrayContaining(['anonymous', 'guest-links']));
});

test.each(details.map((report) => [report.set, report] as const))('%s', async (_set, report) => {
  const period = report.periods.length === 0 ? undefined : '30';
  const questions = questionsOf(report).map(({ id, filter }) => [id, filter(date)] as const);
  const asked = [['all', ''], ...questions, ['found', detailFindFilter(report, "o'b")]] as const;
  for (const [id, filter] of asked) {
    const query = { period, filter, sort: undefined };
    const get = async (address: string, Accept: string): Promise<string> => {
      const response = await app.fetch(address, { headers: { Accept } });
      const text = await response.text();
      expect([id, response.status, response.ok ? '' : text]).toEqual([id, 200, '']);
      return text.replace('\ufeff', '');
    };
    const { value } = JSON.parse(await get(detailAddress(report, query), 'application/json')) as { value: object[] };
    const file = await get(detailAddress(report, query), 'text/csv');
    const counted: unknown = JSON.parse(await get(detailCountAddress(report, query), 'application/json, text/plain'));
    const count = typeof counted === 'number' ? counted : (counted as Counted)['@odata.count'];
    expect([id, value.length, file.trim().split('\r\n').length - 1]).toEqual([id, count, count]);
    if (id === 'all') expect(count).toBe(60);
  }
});
