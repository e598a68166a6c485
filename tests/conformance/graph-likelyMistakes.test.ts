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
    ['nothing/like/this', 'The service document, at the root, lists what there is; names are case-sensitive.'],
  ])('%s', async (path, hint) => {
    if (path.includes('/a/')) {
      const init = { method: 'PUT', headers: { 'Content-Type': 'application/json' }, body: '{"teams":1}' };
      expect((await app.fetch(`${set}/a`, init)).status).toBeLessThan(300);
    }
    expect(await messageOf(`/v1.0/${path}`)).toContain(hint);
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
