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
    ['$filter=teams === 5', 'for "===" write eq'],
    ['$filter=teams => 5', 'for "=>" write ge'],
    ['$filter=teams:5', 'for ":" write eq'],
    ['$filter=teams greater than 5', 'for "greater" write gt'],
    ['$filter=teams isnot 5', 'for "isnot" write ne'],
    ['$filter=(teams == 5)', 'expected ")" (for "==" write eq)'],
    ['$filter=contains(id like a)', 'for "like" write contains(property,value)'],
    ["$filter=id =~ 'a'", 'for "=~" write contains(property,value)'],
    ['$filter=teams gt 5 ? 1 : 2', 'for "?" write case(condition:value,true:other)'],
    ['$filter=!(teams eq 5)', 'for "!" write not'],
    ['$filter=not teams eq 5', "'not' stands before a condition in parentheses"],
    ['$filter=teams + 5 gt 6', 'a + in an address is a blank; for "+" write add'],
    ['$filter=teams eq 5 & yammer eq 6', 'for "&" write and'],
    ['$filter=teams eq 5,yammer eq 6', 'conditions are joined by and'],
    ['$filter=teams in 1,2', 'values of a list stand in parentheses, in (1,2)'],
    ['$filter=teams in {1,2}', 'expected values in parentheses, in (1,2)'],
    ["$filter=id eq ('a','b')", 'several values stand behind in'],
    ['$filter=teams eq 1,000', 'the digits of a number are not grouped'],
    ['$filter=reportDate eq 2022/10/19', 'a date is written 2024-01-31'],
    ['$filter=reportDate eq 19.10.2022', 'a date is written 2024-01-31'],
    ['$filter=reportDate ge today', 'write date(now())'],
    ['$filter=teams eq None', "has no property 'None'; write null"],
    ["$filter=contains id,'a'", 'what contains takes stands in parentheses'],
    ['$filter=exists(teams)', "there is no function 'exists'; write property ne null"],
    ['$filter=foo(teams) eq 1', "there is no function 'foo'; there are contains"],
    ['$orderby=desc(teams)', 'write property desc'],
    ['$orderby=desc teams', 'asc and desc stand behind the property'],
    ['$orderby=teams desc yammer', 'names are separated by commas'],
    ['$orderby=teams desc.', 'expected the end, a comma'],
    ['$orderby=teams reverse', 'for "reverse" write desc'],
    ['$select="teams"', 'names stand without quotation marks'],
    ["$select='teams'", 'names stand without quotation marks'],
    ['$select=count(teams)', "has no property 'count'"],
    ['$compute=teams * 2 as double', 'for "*" write mul'],
    ['$compute=teams mul 2', 'expected " as " and a name'],
    ['$apply=groupby(reportPeriod)', 'groupby((property))'],
    ['$apply=groupBy((reportPeriod))', 'did you mean "groupby"? Names are case-sensitive'],
    ['$apply=sum(teams)', 'write aggregate(property with sum as name)'],
    ['$apply=aggregate(teams with avg as t)', 'for "avg" write average'],
    ['$apply=aggregate(teams with Sum as t)', 'for "Sum" write sum'],
    ['$apply=aggregate(teams with count as t)', 'write $count as name without a property'],
    ['$apply=filter(teams gt 5)|groupby((id))', 'expected the end or a "/" before another transformation'],
    ['$top=-1', 'expected a whole number in digits, such as 10'],
    ['$top=1.5', 'expected the end of the whole number'],
    ['$count', 'write $count=true'],
    ['$metadata', 'stands in the path, before the "?"'],
    ['$filter[teams]=5', 'write $filter.'],
    ['filter[teams]=5', 'write $filter.'],
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
    ["reports/getOffice365ActiveUserCounts(period:'D7')", 'a parameter is written period=value'],
    ["reports/getOffice365ActiveUserCounts(period='D7'", 'is not closed'],
    ['reports/getOffice365ActiveUserDetail(date=10/10/2022)', 'a "/" in a value is written %2F'],
    ['office365ActiveUserCounts.csv', 'A format is asked for with ?$format=csv.'],
    ['office365ActiveUserCounts/$counts', 'did you mean $count?'],
    ['office365ActiveUserCounts/$delta', 'for "$delta" write delta'],
    ['$metdata', 'did you mean $metadata?'],
    ['v1.0/office365ActiveUserCounts', 'the path begins behind /v1.0/'],
    ['office365ActiveUserCounts/a/teams/value', "Did you mean '$value'?"],
    ['office365-active-user-counts', 'expected the end of the segment, "(" or "/"'],
    ['/office365ActiveUserCounts', 'one "/" separates segments'],
    ['nothing/like/this', 'The service document, at the root, lists what there is; names are case-sensitive.'],
  ])('%s', async (path, hint) => {
    if (path.includes('/a/')) {
      const init = { method: 'PUT', headers: { 'Content-Type': 'application/json' }, body: '{"teams":1}' };
      expect((await app.fetch(`${set}/a`, init)).status).toBeLessThan(300);
    }
    expect(await messageOf(`/v1.0/${path.replaceAll('"', '%22')}`)).toContain(hint);
  });

  test.each([
    ['$filter=audioDuration eq PT1H', "a duration is written duration'PT1H'"],
    ['$filter=audioDuration gt -P1D', "a duration is written duration'P1D'"],
    ['$filter=audioDuration eq PT1.5S', "a duration is written duration'PT1H30M'"],
    ['$filter=audioDuration eq 5', "compare it with a duration such as duration'P1DT2H'"],
    ['$apply=aggregate(audioDuration with sum as s)', 'write totalseconds(property) with sum'],
  ])('%s', async (query, hint) => {
    expect(await messageOf(`/v1.0/teamsUserActivityCounts?${encodeURI(query)}`)).toContain(hint);
  });

  test('what is told of sums of durations is so', async () => {
    const query = '$apply=aggregate(totalseconds(audioDuration) with sum as s)';
    expect((await app.fetch(`/v1.0/teamsUserActivityCounts?${encodeURI(query)}`)).status).toBe(200);
  });

  test.each([
    [
      '"method":"GET","url":"x","dependson":["0"]',
      "'dependson' of a request in a batch is not known; write 'dependsOn'",
    ],
    ['"method":"GET","url":"x","atomicity_group":"g"', "write 'atomicityGroup'"],
    ['"Method":"GET","url":"x"', "write 'method'"],
  ])('in a batch: {"id":"1",%s}', async (members, hint) => {
    const body = `{"requests":[{"id":"0","method":"GET","url":"reports"},{"id":"1",${members}}]}`;
    const init = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body };
    const { responses } = (await (await app.fetch('/v1.0/$batch', init)).json()) as {
      responses: { status: number; body: { error: { message: string } } }[];
    };
    expect(responses.map(({ status }) => status)).toEqual([200, 400]);
    expect(responses[1]!.body.error.message).toContain(hint);
  });

  const patch = (body: string) => ({ method: 'PATCH', headers: { 'Content-Type': 'application/json' }, body });

  test.each(['PATCH', 'PUT', 'DELETE'])('a %s without an id is told the form of the address', async (method) => {
    const init = method === 'DELETE' ? { method } : { ...patch('{"teams":5}'), method };
    expect(await messageOf(set, init)).toContain("office365ActiveUserCounts('id')");
  });

  test('a body that is no JSON', async () => {
    expect(await messageOf(`${set}/a`, patch('teams=5'))).toContain('at offset 0: expected true or another JSON value');
  });

  test('a property by nearly its name', async () => {
    expect(await messageOf(`${set}/a`, patch('{"taems":5}'))).toContain("did you mean 'teams'?");
    expect(await messageOf(`${set}/a`, patch('{"nothing":5}'))).toContain('its properties are id, reportRefreshDate');
  });

  test.each([
    ['eyJhbGciOiJSUzI1NiJ9.eyJhIjoxfQ.c2ln', 'holds a token without its scheme. Send Authorization: Bearer <token>'],
    ['Basic YTpi', 'is not of the scheme Bearer'],
    ['Token abc', 'is not of the scheme Bearer'],
    ['Bearer Bearer a.b.c', 'behind a second Bearer'],
    ['Bearer "a.b.c"', 'in quotation marks'],
    ["Bearer 'a.b.c'", 'in quotation marks'],
    ['Bearer <a.b.c>', 'or brackets'],
    ['Bearer a.b.c,', 'beside something else'],
    ['Bearer a.b.c a.b.c', 'beside something else'],
    ['Bearer {"access_token":"a.b.c"}', 'or brackets'],
    ['Bearer $TOKEN', 'a name in the place of a token'],
    ['Bearer {{token}}', 'a name in the place of a token'],
    ['Bearer undefined', 'a name in the place of a token'],
    ['Bearer [object Object]', 'a name in the place of a token'],
    ['Bearer abc', 'is not one signed JSON Web Token'],
    ['Bearer', 'Access token is empty'],
  ])('Authorization: %s', async (authorization, hint) => {
    expect(await messageOf(set, { headers: { Authorization: authorization } })).toContain(hint);
  });
});
