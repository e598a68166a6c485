import type { GetTableEntityOptions, TableClient, TransactionAction } from '@azure/data-tables';
import type { Settings } from '../settings/settings.ts';
import { encodeKey } from './keyEncoding.ts';
import { odataFilter } from './odataFilter.ts';
import { rowFailure, storageCode } from './rowFailure.ts';
import {
  maxPageSize,
  maxTry,
  type NewRow,
  type Outcome,
  type RangeQuery,
  type RowOperation,
  type Rows,
} from './rows.ts';
import type { StorageScope } from './store.ts';
import { tableClients } from './tableClients.ts';
import { tableRow, type WireRow } from './tableRow.ts';
import { tracedSignal } from './tracedSignal.ts';

type RawResponse = Parameters<NonNullable<GetTableEntityOptions['onResponse']>>[0];

/** Rows in Azure Table Storage: a table for each entity set, made when it is first missed; a partition for each tenant. */
export function connectTableRows(storage: Settings['storage']): Rows {
  const clients = tableClients(storage);

  /** One request, with one repetition when the table had to be made first. */
  async function request<T>(
    scope: StorageScope,
    table: string,
    send: (client: TableClient, abortSignal: AbortSignal) => Promise<T>,
  ): Promise<Outcome<T>> {
    const attempt = async <R>(work: (client: TableClient, abortSignal: AbortSignal) => Promise<R>): Promise<R> => {
      const client = await clients.table(table);
      scope.usage.requests += 1;
      const signal = AbortSignal.any([scope.signal, scope.clock.signalAt(scope.clock.now() + maxTry)]);
      return await work(client, tracedSignal(signal, scope.trace));
    };
    try {
      try {
        return { ok: true, value: await attempt(send) };
      } catch (error) {
        if (storageCode(error) !== 'TableNotFound') throw error;
        scope.log('warning', `Creating the table of ${table}`);
        await attempt(async (client, abortSignal) => await client.createTable({ abortSignal }));
        return { ok: true, value: await attempt(send) };
      }
    } catch (error) {
      return { ok: false, failure: rowFailure(error) };
    }
  }

  return {
    partition(scope, table) {
      const partitionKey = encodeKey(scope.tenant);
      return {
        get: async (rowKey) =>
          await request(
            scope,
            table,
            async (client, abortSignal) => await get(client, partitionKey, rowKey, abortSignal),
          ),
        async range(query) {
          const outcome = await request(
            scope,
            table,
            async (client, abortSignal) => await range(client, partitionKey, query, abortSignal),
          );
          if (outcome.ok) scope.usage.walked += outcome.value.rows.length;
          return outcome;
        },
        transact: async (operations) =>
          await request(scope, table, async (client, abortSignal) => {
            await client.submitTransaction(
              operations.map((operation) => action(partitionKey, operation)),
              { abortSignal },
            );
            return undefined;
          }),
      };
    },

    async ping(abortSignal) {
      try {
        const client = await clients.service();
        await client.listTables({ abortSignal }).byPage({ maxPageSize: 1 }).next();
        return { ok: true, value: undefined };
      } catch (error) {
        return { ok: false, failure: rowFailure(error) };
      }
    },
  };
}

async function get(client: TableClient, partitionKey: string, rowKey: string, abortSignal: AbortSignal) {
  let response: RawResponse | undefined;
  const onResponse = (raw: RawResponse) => (response = raw);
  try {
    await client.getEntity(partitionKey, rowKey, { abortSignal, disableTypeConversion: true, onResponse });
  } catch (error) {
    if (storageCode(error) !== 'ResourceNotFound') throw error;
    return { row: undefined, answered: dateOf(response) };
  }
  return { row: tableRow(response?.parsedBody as WireRow), answered: dateOf(response) };
}

async function range(client: TableClient, partitionKey: string, query: RangeQuery, abortSignal: AbortSignal) {
  let response: RawResponse | undefined;
  const { select, pageSize = maxPageSize, continuation } = query;
  const pages = client.listEntities({
    abortSignal,
    disableTypeConversion: true,
    onResponse: (raw) => (response = raw),
    queryOptions: {
      filter: odataFilter(partitionKey, query),
      ...(select !== undefined && { select: ['RowKey', ...select] }),
    },
  });
  const page = await pages
    .byPage({ maxPageSize: pageSize, ...(continuation !== undefined && { continuationToken: continuation }) })
    .next();
  const body = response?.parsedBody as { readonly value?: readonly WireRow[] } | undefined;
  const next = (page.value as { continuationToken?: string } | undefined)?.continuationToken;
  return {
    rows: (body?.value ?? []).map(tableRow),
    answered: dateOf(response),
    ...(next !== undefined && { continuation: next }),
  };
}

/** The Date of an answer; the service always sends one. */
function dateOf(response: RawResponse | undefined): number {
  const date = Date.parse(response?.headers.get('date') ?? '');
  if (Number.isNaN(date)) throw new Error('The answer of storage has no Date');
  return date;
}

function action(partitionKey: string, operation: RowOperation): TransactionAction {
  switch (operation.kind) {
    case 'insert':
      return ['create', entity(partitionKey, operation.row)];
    case 'replace':
      return ['update', entity(partitionKey, operation.row), 'Replace', { etag: operation.etag }];
    case 'upsert':
      return ['upsert', entity(partitionKey, operation.row), 'Replace'];
    case 'delete':
      return ['delete', { partitionKey, rowKey: operation.rowKey }];
  }
}

function entity(partitionKey: string, { rowKey, properties }: NewRow) {
  return { partitionKey, rowKey, ...properties };
}
