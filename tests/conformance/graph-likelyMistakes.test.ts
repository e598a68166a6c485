/** What people write who know other languages, or in haste: the message says what would be right. */
import { describeAnswers } from '../support/describeAnswers.ts';

const set = '/v1.0/office365ActiveUserCounts';

describeAnswers('the likeliest mistakes', (app) => {
  const messageOf = async (path: string, init: Parameters<typeof app.fetch>[1] = {}): Promise<string> => {
    const response = await app.fetch(path, init);
    expect([path, response.status >= 400 && response.status < 500]).toEqual([path, true]);
    return ((await response.json()) as { error: { message: string } }).error.message;
  };

  test.each([
    ['$filter=teams == 5', 'for "==" write eq'],
    ['$filter=teams = 5', 'for "=" write eq'],
    ['$filter=teams != 5', 'for "!=" write ne'],
    ['$filter=teams <> 5', 'for "<>" write ne'],
    ['$filter=teams >= 5', 'for ">=" write ge'],
    ['$filter=teams<5', 'for "<" write lt'],
    ['$filter=teams eq 5 && yammer eq 6', 'for "&&" write and'],
    ['$filter=teams eq 5 || yammer eq 6', 'for "||" write or'],
    ['$filter=teams * 2 eq 4', 'for "*" write mul'],
    ["$filter=id like 'a'", 'for "like" write contains(property,value)'],
    ['$orderby=teams descending', 'for "descending" write desc'],
    ['$orderby=teams Ascending,yammer', 'for "Ascending" write asc'],
    ['$filter=team eq 5', "did you mean 'teams'?"],
    ['$select=Teams', "did you mean 'teams'?"],
    ['$orderby=yamer', "did you mean 'yammer'?"],
    ['$fitler=teams eq 5', 'did you mean $filter?'],
    ['$order=teams', 'did you mean $orderby?'],
    ['$selects=teams', 'did you mean $select?'],
    ['$nothing=1', 'the names of custom options do not begin with "$"'],
    ['$limit=5', '$limit is not a system query option; write $top.'],
    ['limit=5', 'OData has no query option limit; write $top.'],
    ['page_size=5', 'OData has no query option page_size; write the header Prefer: maxpagesize=n'],
    ['sort=teams', 'write $orderby.'],
    ['where=teams eq 5', 'write $filter.'],
    ['$q=teams', 'write $filter or $search.'],
    ['$inlinecount=allpages', 'write $count=true.'],
    ['$filter=reportPeriod eq "7"', "(a string stands in single quotes, 'text')"],
    ['$filter=contains(id,“a”)', "(a string stands in single quotes, 'text')"],
    ['$filter=id in ("a","b")', "(a string stands in single quotes, 'text')"],
    ['$filter=reportPeriod eq seven', "has no property 'seven'; a string stands in single quotes, 'seven'"],
    ['$filter=id in (abc)', "a string stands in single quotes, 'abc'"],
    ['$filter=teams eq yamer', "did you mean 'yammer'?"],
    ["$filter=contain(id,'a')", "there is no function 'contain'; did you mean 'contains'?"],
    ["$filter=startWith('a',id)", "did you mean 'startswith'?"],
    ['$filter=lenght(id) gt 1', "did you mean 'length'?"],
    ["$filter=lenght('a') gt 1", "did you mean 'length'?"],
    ["$filter=id.contains('a')", "there is no function 'id.contains'; write contains(id,...)"],
    ["$filter=substringof('a',id)", 'write contains(property,text)'],
    ['$filter=isnull(teams)', 'write property eq null'],
    ['$orderby=lower(id)', 'write tolower(property)'],
    ["$filter=id contains 'a'", 'for "contains" write contains(property,value)'],
    ['$filter=teams between 1 and 5', 'for "between" write property ge low and property le high'],
    ["$filter=id eq 'O'Neil'", "a single quote within a string is written twice, ''"],
    ["$filter=reportDate eq datetime'2026-11-26'", 'write a date without quotes, 2024-01-31'],
    ["$filter=id eq guid'a346dbc0-dbc0-a346-c0db-46a3c0db46a3'", 'write a GUID without quotes, or a string in them'],
    ['$select=teams yammer', 'names are separated by commas'],
    ['$select=teams;yammer', 'names are separated by commas'],
    ['$orderby=teams;yammer', 'names are separated by commas'],
    ['$orderby=teams down', 'for "down" write desc'],
    ['$filter=teams gte 5', 'for "gte" write ge'],
    ['$filter=teams not in (1,2)', 'for "not" write not before the whole condition'],
  ])('%s', async (query, hint) => {
    const encoded = encodeURI(query).replaceAll('&&', '%26%26');
    expect(await messageOf(`${set}?${encoded}`)).toContain(hint);
  });

  test.each([
    ['office365ActiveUserCount', "Did you mean 'office365ActiveUserCounts'?"],
    ['Office365ActiveUserCounts', "Did you mean 'office365ActiveUserCounts'?"],
    ['office365ActiveUserCounts/a/taems', "Did you mean 'teams'?"],
    ['reprots', "Did you mean 'reports'?"],
    ["reports/getOffice365ActiveUserCount(period='D7')", "Did you mean 'getOffice365ActiveUserCounts'?"],
    ["getOffice365ActiveUserCounts(period='D7')", "Did you mean 'reports/getOffice365ActiveUserCounts'?"],
    ['reports/getOffice365ActiveUserCounts(period=D7)', "(a string stands in single quotes, 'D7')"],
    ['reports/getOffice365ActiveUserCounts(period="D7")', "(a string stands in single quotes, 'text')"],
    ['reports/getOffice365ActiveUserCounts(D7)', "(a string stands in single quotes, 'D7')"],
    ["reports/getOffice365ActiveUserCounts('D7')", "call it as getOffice365ActiveUserCounts(period='D7')"],
    ['office365ActiveUserCounts(abc)', "(a string stands in single quotes, 'abc')"],
    ['office365ActiveUserCounts("abc")', "(a string stands in single quotes, 'text')"],
    ['nothing/like/this', 'The service document, at the root, lists what there is; names are case-sensitive.'],
  ])('%s', async (path, hint) => {
    if (path.includes('/a/')) {
      const init = { method: 'PUT', headers: { 'Content-Type': 'application/json' }, body: '{"teams":1}' };
      expect((await app.fetch(`${set}/a`, init)).status).toBeLessThan(300);
    }
    expect(await messageOf(`/v1.0/${path.replaceAll('"', '%22')}`)).toContain(hint);
  });

  const patch = (body: string) => ({ method: 'PATCH', headers: { 'Content-Type': 'application/json' }, body });

  test.each(['PATCH', 'PUT', 'DELETE'])('a %s without an id is told the form of the address', async (method) => {
    const init = method === 'DELETE' ? { method } : { ...patch('{"teams":5}'), method };
    expect(await messageOf(set, init)).toContain("office365ActiveUserCounts('id')");
  });

  test('a property by nearly its name', async () => {
    expect(await messageOf(`${set}/a`, patch('{"taems":5}'))).toContain("did you mean 'teams'?");
    expect(await messageOf(`${set}/a`, patch('{"nothing":5}'))).toContain('its properties are id, reportRefreshDate');
  });

  test.each([
    ['eyJhbGciOiJSUzI1NiJ9.eyJhIjoxfQ.c2ln', 'holds a token without its scheme. Send Authorization: Bearer <token>'],
    ['Basic YTpi', 'is not of the scheme Bearer'],
    ['Token abc', 'is not of the scheme Bearer'],
  ])('Authorization: %s', async (authorization, hint) => {
    expect(await messageOf(set, { headers: { Authorization: authorization } })).toContain(hint);
  });
});
