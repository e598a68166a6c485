import { guid } from './guid.ts';
import { settingError } from './settingError.ts';
import type { Settings } from './settings.ts';
import { settingUrl } from './settingUrl.ts';
import { settingValue, type Environment } from './settingValue.ts';

const connection = 'ReportsStorage';
const serviceUri = `${connection}__tableServiceUri`;
const credential = `${connection}__credential`;
const clientId = `${connection}__clientId`;

/** The committed development value; any other connection takes its place. */
const developmentStorage = 'UseDevelopmentStorage=true';
const connectionRemedy =
  'Set it to the connection string of the storage account, or leave it out and set ' +
  `${serviceUri} to https://<account>.table.core.windows.net for a managed identity.`;
const accountAndSecret = /^(?=.*(?:AccountName|TableEndpoint)=)(?=.*(?:AccountKey|SharedAccessSignature)=)/is;

function isDevelopment(value: string): boolean {
  return value.replace(/;$/, '').toLowerCase() === developmentStorage.toLowerCase();
}

function readIdentity(environment: Environment, uri: string): Settings['storage'] {
  const url = settingUrl(serviceUri, uri, 'Set it to https://<account>.table.core.windows.net.');
  const kind = settingValue(environment, credential);
  if (kind !== undefined && kind.toLowerCase() !== 'managedidentity') {
    throw settingError(
      credential,
      'names an unknown kind of credential',
      "Set it to 'managedidentity' or leave it out.",
    );
  }
  const id = settingValue(environment, clientId);
  if (id !== undefined && !guid.test(id)) {
    throw settingError(clientId, 'is not a GUID', 'Set it to the client id of the user-assigned managed identity.');
  }
  const tableServiceUri = url.href.replace(/\/$/, '');
  return id === undefined
    ? { kind: 'identity', tableServiceUri }
    : { kind: 'identity', tableServiceUri, clientId: id.toLowerCase() };
}

/**
 * Where the reports are kept: a connection string or an identity-based connection, by the convention of Azure Functions.
 * Throws when neither, both, or a malformed one is set. Messages never repeat a connection string, it holds a key.
 */
export function readStorageSettings(environment: Environment): Settings['storage'] {
  const connectionString = settingValue(environment, connection);
  const uri = settingValue(environment, serviceUri);
  if (uri !== undefined && (connectionString === undefined || isDevelopment(connectionString))) {
    return readIdentity(environment, uri);
  }
  if (connectionString === undefined) throw settingError(connection, 'is missing', connectionRemedy);
  if (uri !== undefined) throw settingError(connection, `contradicts ${serviceUri}`, 'Leave one of the two out.');
  if (isDevelopment(connectionString)) return { kind: 'connectionString', connectionString: developmentStorage };
  if (!accountAndSecret.test(connectionString)) {
    throw settingError(connection, 'is not the connection string of a storage account', connectionRemedy);
  }
  return { kind: 'connectionString', connectionString };
}
