import { readSettings } from '../../../shared/settings/readSettings.ts';

const tenant = '72f9b3c1-8d2e-4f6a-9b0c-1d2e3f4a5b6c';
const api = 'c0ffee00-1234-4abc-8def-0123456789ab';
const other = '11111111-2222-4333-8444-555555555555';
const account =
  'DefaultEndpointsProtocol=https;AccountName=reports;AccountKey=c2VjcmV0;EndpointSuffix=core.windows.net';
const environment = {
  AUTH_AUTHORITY: `https://login.microsoftonline.com/${tenant}`,
  AUTH_AUDIENCE: api,
  ReportsStorage: account,
};

type Changes = Readonly<Record<string, string | undefined>>;
const read = (changes: Changes = {}) => readSettings({ ...environment, ...changes });

test('the least settings are an authority, an audience and a storage connection', () => {
  expect(read()).toEqual({
    auth: { authority: environment.AUTH_AUTHORITY, audiences: [api], tenants: [tenant], clients: [] },
    storage: { kind: 'connectionString', connectionString: account },
    publicUrl: 'http://127.0.0.1:7071',
    retention: {},
    timeLimit: 570_000,
  });
});

test('nothing but the given variables is read, and they are not changed', () => {
  const given = Object.freeze({ ...environment });
  expect(readSettings(given)).toEqual(read());
});

describe('AUTH_AUTHORITY', () => {
  test.each([
    [`https://login.microsoftonline.com/${tenant}/`, `https://login.microsoftonline.com/${tenant}`],
    [` HTTPS://Login.MicrosoftOnline.com/${tenant.toUpperCase()} `, `https://login.microsoftonline.com/${tenant}`],
    [`https://login.microsoftonline.us:443/${tenant}`, `https://login.microsoftonline.us/${tenant}`],
    [`http://127.0.0.1:7072/${tenant}`, `http://127.0.0.1:7072/${tenant}`],
    [`http://localhost:7072/${tenant}`, `http://localhost:7072/${tenant}`],
    [`http://[::1]:7072/${tenant}`, `http://[::1]:7072/${tenant}`],
  ])('%s', (value, expected) => {
    expect(read({ AUTH_AUTHORITY: value }).auth.authority).toBe(expected);
  });
});

describe('AUTH_TENANTS', () => {
  test('is a list of GUIDs in any case, with blanks', () => {
    expect(read({ AUTH_TENANTS: ` ${other.toUpperCase()} , ${tenant},` }).auth.tenants).toEqual([other, tenant]);
  });
  test.each(['common', 'organizations', 'contoso.onmicrosoft.com'])('is needed beside %s', (segment) => {
    const authority = `https://login.microsoftonline.com/${segment}`;
    expect(() => read({ AUTH_AUTHORITY: authority })).toThrow(/AUTH_TENANTS is missing.*tenant ids \(GUIDs\)/);
    expect(read({ AUTH_AUTHORITY: authority, AUTH_TENANTS: other }).auth).toMatchObject({
      authority,
      tenants: [other],
    });
  });
});

test('rows are kept for the days of their shape, and for ever without', () => {
  const days = { RETENTION_SERIES_DAYS: '1825', RETENTION_TOTAL_DAYS: '', RETENTION_DETAIL_DAYS: ' 31 ' };
  expect(read(days).retention).toEqual({ series: 1825, detail: 31 });
});

test('AUTH_DETAILS asks for a role, and a scope is enough without it', () => {
  expect(read({ AUTH_DETAILS: 'role' }).auth.detailsRole).toBe(true);
  expect(read({ AUTH_DETAILS: 'scope' }).auth.detailsRole).toBeUndefined();
  expect(read({}).auth.detailsRole).toBeUndefined();
});

test.each([
  [undefined, undefined],
  ['true', undefined],
  [' False ', true],
])('LOG_CALLERS=%s', (value, hidesCallers) => {
  expect(read({ LOG_CALLERS: value }).hidesCallers).toBe(hidesCallers);
});

test('AUTH_AUDIENCE takes several audiences, AUTH_CLIENTS several clients', () => {
  const list = `${api.toUpperCase()}, https://reports.contoso.com/,api://Reports`;
  const { auth } = read({ AUTH_AUDIENCE: list, AUTH_CLIENTS: `${other.toUpperCase()},${tenant}` });
  expect(auth.audiences).toEqual([api, 'https://reports.contoso.com/', 'api://Reports']);
  expect(auth.clients).toEqual([other, tenant]);
});

describe('the public URL', () => {
  test.each([
    [
      { PUBLIC_URL: 'https://Reports.Contoso.com/', WEBSITE_HOSTNAME: 'x.azurewebsites.net' },
      'https://reports.contoso.com',
    ],
    [{ PUBLIC_URL: 'https://reports.contoso.com:8443' }, 'https://reports.contoso.com:8443'],
    [{ PUBLIC_URL: 'http://localhost:9000' }, 'http://localhost:9000'],
    [{ WEBSITE_HOSTNAME: 'x.azurewebsites.net', PORT: '1' }, 'https://x.azurewebsites.net'],
    [{ WEBSITE_HOSTNAME: 'localhost:7071' }, 'http://localhost:7071'],
    [{ WEBSITE_HOSTNAME: '[::1]:7071' }, 'http://[::1]:7071'],
    [{ WEBSITE_HOSTNAME: 'localhost.evil.example:7071' }, 'https://localhost.evil.example:7071'],
    [{ PORT: '8080' }, 'http://127.0.0.1:8080'],
    [{ PUBLIC_URL: ' ', WEBSITE_HOSTNAME: '' }, 'http://127.0.0.1:7071'],
  ])('%j', (changes, expected) => {
    expect(read(changes).publicUrl).toBe(expected);
  });
});

describe('storage', () => {
  const uri = 'https://reports.table.core.windows.net';
  const identity = { ReportsStorage: undefined, ReportsStorage__tableServiceUri: `${uri}/` };
  const sas = 'TableEndpoint=https://reports.table.core.windows.net/;SharedAccessSignature=sv=2022&sig=abc';
  test.each<[Changes, unknown]>([
    [
      { ReportsStorage: 'UseDevelopmentStorage=true;' },
      { kind: 'connectionString', connectionString: 'UseDevelopmentStorage=true' },
    ],
    [{ ReportsStorage: sas }, { kind: 'connectionString', connectionString: sas }],
    [identity, { kind: 'identity', tableServiceUri: uri }],
    [
      { ...identity, ReportsStorage__credential: 'managedIdentity' },
      { kind: 'identity', tableServiceUri: uri },
    ],
    [
      { ...identity, ReportsStorage__credential: 'managedidentity', ReportsStorage__clientId: other.toUpperCase() },
      { kind: 'identity', tableServiceUri: uri, clientId: other },
    ],
    [
      { ...identity, ReportsStorage: 'UseDevelopmentStorage=true' },
      { kind: 'identity', tableServiceUri: uri },
    ],
  ])('%j', (changes, expected) => {
    expect(read(changes).storage).toEqual(expected);
  });
});

const authorities = [
  undefined,
  '',
  'login.microsoftonline.com',
  'ftp://x/y',
  `http://login.microsoftonline.com/${tenant}`,
];
const wrongPaths = ['', '/', `/${tenant}/v2.0`, `/${tenant}?x=1`, `/${tenant}#x`, '/consumers', '/a%2fb', '/a"b'];
const wrong: readonly (readonly [name: string, changes: Changes, message: RegExp])[] = [
  ...authorities.map((AUTH_AUTHORITY) => ['AUTH_AUTHORITY', { AUTH_AUTHORITY }, /login/] as const),
  ...wrongPaths.map(
    (path) => ['AUTH_AUTHORITY', { AUTH_AUTHORITY: `https://login.microsoftonline.com${path}` }, /tenant/] as const,
  ),
  ['AUTH_AUTHORITY', { AUTH_AUTHORITY: `https://user:secret@login.microsoftonline.com/${tenant}` }, /user name/],
  ['AUTH_AUTHORITY', { AUTH_AUTHORITY: `http://127.0.0.1.evil.example/${tenant}` }, /not an https URL/],
  [
    'AUTH_AUTHORITY',
    { AUTH_AUTHORITY: 'https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad' },
    /personal/,
  ],
  ['AUTH_AUDIENCE', { AUTH_AUDIENCE: undefined }, /is missing/],
  ['AUTH_AUDIENCE', { AUTH_AUDIENCE: ' , ' }, /is missing/],
  ['AUTH_AUDIENCE', { AUTH_AUDIENCE: `api://${api}` }, /no client id/],
  ['AUTH_AUDIENCE', { AUTH_AUDIENCE: `${api},reports` }, /'reports'/],
  ['AUTH_AUDIENCE', { AUTH_AUDIENCE: `${api},api://a"b` }, /neither a GUID/],
  ['AUTH_TENANTS', { AUTH_TENANTS: `${tenant},contoso` }, /'contoso'/],
  ['AUTH_TENANTS', { AUTH_TENANTS: '*' }, /not a GUID/],
  ['AUTH_TENANTS', { AUTH_TENANTS: '9188040d-6c67-4c5b-b112-36a304b66dad' }, /personal/],
  ['AUTH_CLIENTS', { AUTH_CLIENTS: 'Postman' }, /'Postman'/],
  ['RETENTION_SERIES_DAYS', { RETENTION_SERIES_DAYS: '30' }, /'30'.*from 31/],
  ['RETENTION_TOTAL_DAYS', { RETENTION_TOTAL_DAYS: '90.5' }, /'90\.5'/],
  ['RETENTION_DETAIL_DAYS', { RETENTION_DETAIL_DAYS: '-90' }, /'-90'/],
  ['RETENTION_DETAIL_DAYS', { RETENTION_DETAIL_DAYS: '3 years' }, /'3 years'/],
  ['AUTH_DETAILS', { AUTH_DETAILS: 'Role' }, /'Role'.*Reports\.Details/],
  ['LOG_CALLERS', { LOG_CALLERS: 'no' }, /'no'.*'false'/],
  ['PUBLIC_URL', { PUBLIC_URL: 'reports.contoso.com' }, /not an absolute URL/],
  ['PUBLIC_URL', { PUBLIC_URL: 'http://reports.contoso.com' }, /not an https URL/],
  ['PUBLIC_URL', { PUBLIC_URL: 'https://contoso.com/reports' }, /holds a path/],
  ['WEBSITE_HOSTNAME', { WEBSITE_HOSTNAME: 'a b' }, /not an absolute URL/],
  ['WEBSITE_HOSTNAME', { WEBSITE_HOSTNAME: 'a/b' }, /holds a path/],
  ['PORT', { PORT: 'http' }, /not a port number/],
  ['PORT', { PORT: '65536' }, /not a port number/],
  ['ReportsStorage', { ReportsStorage: undefined }, /is missing.*ReportsStorage__tableServiceUri/],
  ['ReportsStorage', { ReportsStorage: 'reports;AccountKey=c2VjcmV0' }, /not the connection string/],
  ['ReportsStorage', { ReportsStorage__tableServiceUri: 'https://a.table.core.windows.net' }, /contradicts/],
  [
    'ReportsStorage__tableServiceUri',
    { ReportsStorage: '', ReportsStorage__tableServiceUri: 'reports' },
    /not an absolute URL/,
  ],
  [
    'ReportsStorage__tableServiceUri',
    { ReportsStorage: '', ReportsStorage__tableServiceUri: 'https://a/?sig=x' },
    /holds a query/,
  ],
  [
    'ReportsStorage__credential',
    { ReportsStorage: '', ReportsStorage__tableServiceUri: 'https://a', ReportsStorage__credential: 'key' },
    /unknown kind/,
  ],
  [
    'ReportsStorage__clientId',
    { ReportsStorage: '', ReportsStorage__tableServiceUri: 'https://a', ReportsStorage__clientId: 'me' },
    /not a GUID/,
  ],
];

test.each(wrong)('a bad %s stops the start: %j', (name, changes, message) => {
  const sentence = new RegExp(`^The setting ${name} .+\\. (?:Set|Leave) .+\\.$`, 's');
  expect(() => read(changes)).toThrow(sentence);
  expect(() => read(changes)).toThrow(message);
  expect(() => read(changes)).not.toThrow(/c2VjcmV0|user:secret/);
});
