import { refuseAssumedTenants } from '../../../local/settings/refuseAssumedTenants.ts';
import type { Settings } from '../../../shared/settings/settings.ts';

const tenant = '6e3a1f58-24b7-4d0c-9a61-8c5f0b7d2e94';
const azure: Settings['storage'] = { kind: 'identity', tableServiceUri: 'https://reports.table.core.windows.net' };
const account: Settings['storage'] = {
  kind: 'connectionString',
  connectionString: 'AccountName=reports;AccountKey=a2V5;EndpointSuffix=core.windows.net',
};
const emulator: Settings['storage'] = { kind: 'connectionString', connectionString: 'UseDevelopmentStorage=true' };
const loopback: Settings['storage'] = { kind: 'identity', tableServiceUri: 'http://127.0.0.1:10002/devstoreaccount1' };

test.each<[environment: Readonly<Record<string, string>>, storage: Settings['storage'], refused: boolean]>([
  [{}, azure, true],
  [{}, account, true],
  [{ AUTH_TENANTS: ' , ' }, azure, true],
  [{ AUTH_AUTHORITY: `http://127.0.0.1:7072/${tenant}` }, azure, true],
  [{ AUTH_AUTHORITY: `http://localhost:7072/${tenant}` }, account, true],
  [{ AUTH_AUTHORITY: `https://login.microsoftonline.com/${tenant}` }, azure, false],
  [{ AUTH_TENANTS: tenant }, account, false],
  [{}, emulator, false],
  [{}, loopback, false],
])('%j with %j: refused %s', (environment, storage, refused) => {
  const check = expect(() => refuseAssumedTenants(environment, storage));
  if (refused) check.toThrow(/^The setting AUTH_TENANTS is missing in the environment, .*AUTH_AUTHORITY/);
  else check.not.toThrow();
});
