import type { TableClient, TableServiceClient, TableServiceClientOptions } from '@azure/data-tables';
import { ownIdentity } from '../../identity/ownIdentity.ts';
import type { Settings } from '../../settings/settings.ts';
import { sendingPolicy, tracedSignalPolicy } from './tracedSignal.ts';
import { wholeAnswers } from './wholeAnswers.ts';

type StorageSettings = Settings['storage'];

/** The clients of one storage account, made on first use and kept. */
export interface TableClients {
  table(name: string): Promise<TableClient>;
  service(): Promise<TableServiceClient>;
}

/**
 * Writes line and paragraph separators in JSON bodies as escapes, which mean the same: Azurite takes a body of a
 * transaction apart by an expression whose dot does not match them.
 */
const escapeSeparators: NonNullable<TableServiceClientOptions['additionalPolicies']>[number] = {
  position: 'perCall',
  policy: {
    name: 'escapeSeparators',
    sendRequest: async (request, next) => {
      if (typeof request.body === 'string' && /[\u2028\u2029]/.test(request.body)) {
        request.body = request.body.replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
        request.headers.delete('content-length');
      }
      return await next(request);
    },
  },
};

/** Retries are the store's own: it counts them, keeps to the deadline and looks up writes of unknown outcome. */
const options: TableServiceClientOptions = {
  retryOptions: { maxRetries: 0 },
  additionalPolicies: [escapeSeparators, tracedSignalPolicy, wholeAnswers],
};

function tellingWhatIsSent(client: TableClient): TableClient {
  // Behind the token, which may take its time; `additionalPolicies` come before it.
  client.pipeline.addPolicy(sendingPolicy, { afterPhase: 'Sign' });
  return client;
}

/** Prepares the clients for a connection string or an identity; `@azure/identity` is loaded only for the latter. */
export function tableClients(storage: StorageSettings): TableClients {
  const connect =
    storage.kind === 'connectionString'
      ? byConnectionString(storage.connectionString)
      : byIdentity(storage.tableServiceUri, storage.clientId);
  const tables = new Map<string, Promise<TableClient>>();
  let service: Promise<TableServiceClient> | undefined;
  return {
    async table(name) {
      const client = tables.get(name) ?? connect.table(name).then(tellingWhatIsSent);
      tables.set(name, client);
      return await client;
    },
    async service() {
      service ??= connect.service();
      return await service;
    },
  };
}

/** The SDK is read from disk by the first request for storage, not by those that are refused before it. */
const sdk = async () => await import('@azure/data-tables');

function byConnectionString(connectionString: string): TableClients {
  // Plain http is what local storage speaks; the SDK refuses it unless told.
  const allowInsecureConnection = /(?:^|;)(?:DefaultEndpointsProtocol=http(?:;|$)|TableEndpoint=http:)/i.test(
    connectionString,
  );
  const all = { ...options, ...(allowInsecureConnection && { allowInsecureConnection }) };
  return {
    table: async (name) => (await sdk()).TableClient.fromConnectionString(connectionString, name, all),
    service: async () => (await sdk()).TableServiceClient.fromConnectionString(connectionString, all),
  };
}

function byIdentity(uri: string, clientId: string | undefined): TableClients {
  let shared: ReturnType<typeof ownIdentity> | undefined;
  return {
    async table(name) {
      const { TableClient } = await sdk();
      return new TableClient(uri, name, await (shared ??= ownIdentity(clientId)), options);
    },
    async service() {
      const { TableServiceClient } = await sdk();
      return new TableServiceClient(uri, await (shared ??= ownIdentity(clientId)), options);
    },
  };
}
