import { readSettings } from '../../../shared/settings/readSettings.ts';

const tenant = '72f9b3c1-8d2e-4f6a-9b0c-1d2e3f4a5b6c';
const account =
  'DefaultEndpointsProtocol=https;AccountName=reports;AccountKey=c2VjcmV0;EndpointSuffix=core.windows.net';
const azure = {
  WEBSITE_SKU: 'FlexConsumption',
  AUTH_AUTHORITY: `https://login.microsoftonline.com/${tenant}`,
  AUTH_AUDIENCE: 'c0ffee00-1234-4abc-8def-0123456789ab',
  ReportsStorage: account,
};
const read = (changes: Readonly<Record<string, string | undefined>>) => readSettings({ ...azure, ...changes });

const development: readonly (readonly [name: string, changes: Readonly<Record<string, string | undefined>>])[] = [
  ['AUTH_AUTHORITY', { AUTH_AUTHORITY: `http://127.0.0.1:7072/${tenant}` }],
  ['AUTH_AUTHORITY', { AUTH_AUTHORITY: `http://localhost:7072/${tenant}` }],
  ['AUTH_AUTHORITY', { AUTH_AUTHORITY: `https://[::1]/${tenant}` }],
  ['AUTH_AUTHORITY', { AUTH_AUTHORITY: `https://127.0.0.1:8443/${tenant}` }],
  ['ReportsStorage', { ReportsStorage: 'UseDevelopmentStorage=true' }],
  ['ReportsStorage', { ReportsStorage: 'usedevelopmentstorage=TRUE;' }],
  [
    'ReportsStorage',
    { ReportsStorage: 'AccountName=devstoreaccount1;AccountKey=c2VjcmV0;TableEndpoint=https://elsewhere.example' },
  ],
  [
    'ReportsStorage',
    { ReportsStorage: 'AccountName=reports;AccountKey=c2VjcmV0;TableEndpoint=http://127.0.0.1:10002/reports' },
  ],
  [
    'ReportsStorage__tableServiceUri',
    { ReportsStorage: undefined, ReportsStorage__tableServiceUri: 'http://localhost:10002/reports' },
  ],
];

describe.each(['WEBSITE_SKU', 'WEBSITE_POD_NAME', 'CONTAINER_NAME', 'WEBSITE_INSTANCE_ID'])('in Azure, by %s', (by) => {
  const where = { WEBSITE_SKU: undefined, [by]: 'x' };
  test.each(development)('%s is refused by its name: %j', (name, changes) => {
    expect(() => read({ ...where, ...changes })).toThrow(`The setting ${name} names`);
  });
  test('what is right there is taken', () => {
    expect(read(where).auth.authority).toBe(azure.AUTH_AUTHORITY);
  });
});

test.each(['Development', 'development'])('Core Tools and the local host say %s: there it is right', (value) => {
  for (const [, changes] of development)
    expect(() => read({ ...changes, AZURE_FUNCTIONS_ENVIRONMENT: value })).not.toThrow();
});

test('another environment is Azure all the same', () => {
  expect(() => read({ AZURE_FUNCTIONS_ENVIRONMENT: 'Staging', ReportsStorage: 'UseDevelopmentStorage=true' })).toThrow(
    'The setting ReportsStorage names',
  );
});
