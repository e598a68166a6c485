/**
 * OData Protocol 4.01, 11.2.6.7 Server-Driven Paging: the $skiptoken of a next link, which only the service can make.
 * https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_ServerDrivenPaging
 */
import { readPagingToken, writePagingToken, type PagingState } from '../../shared/store/walk/pagingToken.ts';
import { describeMatrix } from '../support/describeMatrix.ts';
import { exampleReports, reportSet as set } from '../support/exampleReports.ts';
import { expectError } from '../support/expectError.ts';
import { reading, type Page } from '../support/reading.ts';
import { storeRows } from '../support/storeRows.ts';

const two = { Prefer: 'odata.maxpagesize=2' };

describeMatrix('$skiptoken', (app) => {
  const { get, json } = reading(app);
  const target = `${set}?$orderby=reportDate desc`;
  beforeAll(async () => {
    await storeRows(app, set, exampleReports);
  });
  const linkOf = (page: Page): URL => new URL(String(page['@odata.nextLink']));
  const tokenOf = (page: Page): string => linkOf(page).searchParams.get('$skiptoken') ?? '';
  const refused = async (url: string): Promise<void> => {
    await expectError(await get(url), 'invalidSkipToken', { target: '$skiptoken', message: /start again without it/ });
  };

  test('made by nobody, cut, changed or extended', async () => {
    const token = tokenOf(await json(target, two));
    const changed = Array.from(token).flatMap((character, at) =>
      at % 7 === 0 ? [token.slice(0, at) + (character === 'A' ? 'B' : 'A') + token.slice(at + 1)] : [],
    );
    for (const wrong of ['x', '1..', 'null', token.slice(0, -1), `${token}A`, `${token}.`, `0${token}`, ...changed]) {
      await refused(`${target}&$skiptoken=${wrong}`);
    }
  });

  test.each([
    set,
    `${set}?$orderby=reportDate`,
    `${target}&$filter=office365 eq 1`,
    `${target}&$top=3`,
    `${target}&custom=1`,
    'office365GroupsActivityCounts?$orderby=reportDate desc',
  ])('%s', async (other) => {
    const token = tokenOf(await json(target, two));
    await refused(`${other}${other.includes('?') ? '&' : '?'}$skiptoken=${token}`);
  });

  test('the order of the options is no difference', async () => {
    const page = await json(`${set}?$filter=office365 ge 10&$orderby=id`, two);
    const again = await json(`${set}?$skiptoken=${tokenOf(page)}&$orderby=id&$filter=office365 ge 10`);
    expect(again.value).toEqual((await json(linkOf(page).href)).value);
  });

  test('of another tenant, of another version, with a place the query does not have', async () => {
    const token = tokenOf(await json(target, two));
    const binding = { tenant: app.tenant, query: JSON.stringify([set, '$orderby=reportDate desc']) };
    const state = readPagingToken(token, binding);
    const sealed = (changes: Partial<PagingState>, tenant = app.tenant): string =>
      `${target}&$skiptoken=${writePagingToken({ ...state, ...changes }, { ...binding, tenant })}`;
    expect((await get(sealed({}))).status).toBe(200);
    await refused(sealed({}, '00000000-0000-0000-0000-000000000001'));
    await refused(`${target}&$skiptoken=${token.replace(/^\d+/, (version) => String(Number(version) + 1))}`);
    for (const position of [
      [],
      ['after'],
      ['after', ''],
      ['after', 'e_a'],
      ['after', 'zzz'],
      ['at', 'c_0'],
      ['x', 'y', 'z'],
    ]) {
      await refused(sealed({ position }));
    }
  });

  test('none at all where there are no pages', async () => {
    await expectError(await get(`${set}('a')?$skiptoken=x`), 'invalidQueryOption', { target: '$skiptoken' });
  });
});
