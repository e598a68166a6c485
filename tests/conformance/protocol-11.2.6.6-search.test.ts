/**
 * OData Protocol 4.01, 11.2.6.6 System Query Option $search; what a term means is in url-5.1.7-search.test.ts.
 * https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_SystemQueryOptionsearch
 */
import { describeAnswers } from '../support/describeAnswers.ts';
import { exampleReports, reportSet as set } from '../support/exampleReports.ts';
import { expectError } from '../support/expectError.ts';
import { reading } from '../support/reading.ts';
import { storeRows } from '../support/storeRows.ts';

describeAnswers('$search', (app) => {
  const { get, ids } = reading(app);
  const detail = 'office365ActiveUserDetail';
  beforeAll(async () => {
    await storeRows(app, set, exampleReports);
    await storeRows(app, detail, [
      { id: 'u', displayName: 'Ada Lovelace', userPrincipalName: 'ada@contoso.example', assignedProducts: ['E5'] },
      { id: 'v', displayName: 'Grace Hopper', assignedProducts: ['E3', 'Power BI'] },
      { id: 'w', displayName: 'semi;colon' },
    ]);
  });

  test.each([
    [set, '180', 'd'],
    [set, '7', 'abf'],
    [set, '2026-01-08', 'a'],
    [set, '"2024-02"', 'f'],
    [set, '7 2026-01-10', 'ab'],
    [set, '7 AND NOT 2026-01-10', 'f'],
    [set, '180 OR 2024-02-29', 'df'],
    [set, '(180 OR 30) AND 2026-01-09', 'c'],
    [set, 'NOT 2026', 'e'],
    [set, 'nothing', ''],
    // The operators are words where no operator can stand.
    [set, 'AND OR 180', 'd'],
    [detail, 'ada', 'u'],
    [detail, 'ADA', 'u'],
    [detail, '"Ada Lovelace"', 'u'],
    [detail, '"Lovelace Ada"', ''],
    [detail, 'Lovelace Ada', 'u'],
    [detail, '"power bi"', 'v'],
    [detail, 'E5 OR hopper', 'uv'],
    // A semicolon is written raw in a phrase only (ABNF searchWord, searchPhrase).
    [detail, 'semi%3Bcolon', 'w'],
    [detail, 'SEMI%3bcolon', 'w'],
    [detail, '"semi;colon"', 'w'],
    [detail, '%22semi;colon%22', 'w'],
  ])('%s?$search=%s', async (of, search, expected) => {
    expect(await ids(`${of}?$search=${search}&$orderby=id`)).toEqual(Array.from(expected));
  });

  test('restricts what $filter leaves, and $count counts both', async () => {
    expect(await ids(`${set}?$search=7&$filter=teams eq 3&$orderby=id desc&$top=1`)).toEqual(['f']);
  });

  test.each(['', '(', '"open', '180 (', ')', 'a;b', ';', '"a;b" c;', '180 OR a;'])(
    '$search=%s is 400',
    async (search) => {
      await expectError(await get(`${set}?$search=${search}`), 'invalidQueryOption', { target: '$search' });
    },
  );
});
