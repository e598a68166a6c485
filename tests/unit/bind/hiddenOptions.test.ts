/** The options of a query that came in a body stand in no link as they are (OData URL Conventions 4.01, 4.17). */
import { office365ActiveUserDetail as users } from '../../../shared/model/microsoft365/office365ActiveUserDetail.ts';
import { startInProcess } from '../../support/inProcess.ts';
import type { StartedApp } from '../../support/testApp.ts';

const set = `/v1.0/${users.name}`;
const filter = "contains(tolower(userPrincipalName),'contoso')";
let app: StartedApp;
beforeAll(async () => {
  app = await startInProcess({ model: [users] });
  for (const id of ['a', 'b', 'c', 'd', 'e']) {
    const body = JSON.stringify({ reportRefreshDate: '2026-11-26', userPrincipalName: `${id}@contoso.example` });
    await app.fetch(`${set}('${id}')`, { method: 'PATCH', headers: { 'Content-Type': 'application/json' }, body });
  }
});
afterAll(async () => await app.stop());

interface Page {
  readonly value: readonly { readonly userPrincipalName: string }[];
  readonly '@odata.nextLink'?: string;
  readonly '@odata.deltaLink'?: string;
}
async function read(path: string, options?: string, prefer = 'maxpagesize=2'): Promise<Page> {
  const response = await app.fetch(path, {
    method: options === undefined ? 'GET' : 'POST',
    headers: {
      Prefer: prefer,
      Accept: 'application/json',
      ...(options !== undefined && { 'Content-Type': 'text/plain' }),
    },
    ...(options !== undefined && { body: options }),
  });
  expect(response.status).toBe(200);
  return (await response.json()) as Page;
}
const local = (link: string): string => link.slice(app.publicUrl.length);

test.each([
  ['a set', `${set}/$query`],
  ['a report function', '/v1.0/reports/getOffice365ActiveUserDetail(date=2026-11-26)/$query'],
])('next links of %s carry them in the token, to the last page', async (_what, path) => {
  const names: string[] = [];
  let page = await read(path, `$filter=${encodeURIComponent(filter)}&$orderby=userPrincipalName&$count=true`);
  for (let pages = 0; ; pages += 1) {
    names.push(...page.value.map(({ userPrincipalName }) => userPrincipalName));
    const { '@odata.nextLink': link } = page;
    if (link === undefined) {
      expect(pages).toBe(2);
      break;
    }
    expect(link).toMatch(/\$skiptoken=z\./);
    expect(link).not.toMatch(/contoso|filter|orderby|userPrincipalName/i);
    page = await read(local(link));
  }
  expect(names).toEqual(['a', 'b', 'c', 'd', 'e'].map((id) => `${id}@contoso.example`));
});

test('a delta link too, and the links behind it', async () => {
  let page = await read(`${set}/$query`, `$filter=${encodeURIComponent(filter)}`, 'track-changes');
  let deltas = 0;
  // Five changes, which come again as long as others may appear late, are three pages of two.
  for (let links = 0; links < 4; links += 1) {
    const { '@odata.nextLink': next, '@odata.deltaLink': delta } = page;
    const link = next ?? delta ?? '';
    expect(link).toMatch(/\$(?:skip|delta)token=z\./);
    expect(link).not.toMatch(/contoso|filter/);
    deltas += delta === undefined ? 0 : 1;
    page = await read(local(link));
  }
  expect(deltas).toBe(2);
});

test('options in an address stay in its links', async () => {
  const page = await read(`${set}?$filter=${encodeURIComponent(filter)}`);
  expect(page['@odata.nextLink']).toContain('contoso');
});
