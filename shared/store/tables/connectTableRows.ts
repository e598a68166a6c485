import type { GetTableEntityOptions, TableClient, TransactionAction } from '@azure/data-tables';
import type { Settings } from '../../settings/settings.ts';
import { unlessAborted } from '../../time/unlessAborted.ts';
import { fittingRange } from '../rows/fittingRange.ts';
import { encodeKey } from '../rows/keyEncoding.ts';
import { odataFilter } from '../rows/odataFilter.ts';
import { rowFailure, storageCode } from './rowFailure.ts';
import {
  maxPageSize,
  maxTry,
  type NewRow,
  type Outcome,
  type RangeQuery,
  type RowOperation,
  type RowPage,
  type Rows,
} from '../rows/rows.ts';
import type { StorageScope } from '../contract/store.ts';
import { tableClients } from './tableClients.ts';
import { tableRow, type WireRow } from './tableRow.ts';
import { tracedSignal } from './tracedSignal.ts';
import { OverlongAnswer } from './wholeAnswers.ts';

type RawResponse = Parameters<NonNullable<GetTableEntityOptions['onResponse']>>[0];

/** Rows in Azure Table Storage: a table for each entity set, made when it is first written; a partition for each tenant. */
export function connectTableRows(storage: Settings['storage']): Rows {
  const clients = tableClients(storage);

  /** One request; the SDK waits for ever for the rest of a compressed answer, and for a credential that never comes. */
  async function request<T>(
    scope: StorageScope,
    table: string,
    send: (client: TableClient, abortSignal: AbortSignal) => Promise<T>,
  ): Promise<Outcome<T>> {
    const sent = { begun: false };
    try {
      const client = await clients.table(table);
      const signal = AbortSignal.any([scope.signal, scope.clock.signalAt(scope.clock.now() + maxTry)]);
      const traced = tracedSignal(signal, scope.trace, () => {
        // By its name it is one that was given up.
        if (scope.usage.isTold) throw new DOMException('The request is answered', 'AbortError');
        // The SDK sends it again after a challenge or a redirect, once that was answered.
        if (sent.begun) scope.usage.end();
        scope.usage.begin();
        sent.begun = true;
      });
      return { ok: true, value: await unlessAborted(signal, send(client, traced)) };
    } catch (error) {
      return { ok: false, failure: rowFailure(error) };
    } finally {
      if (sent.begun) scope.usage.end();
    }
  }

  /** A write, with one repetition when the table had to be made first; another instance may make it at the same time. */
  async function write(
    scope: StorageScope,
    table: string,
    send: (client: TableClient, abortSignal: AbortSignal) => Promise<undefined>,
  ): Promise<Outcome<undefined>> {
    const first = await request(scope, table, send);
    if (first.ok || storageCode(first.failure.cause) !== 'TableNotFound') return first;
    scope.log('info', `Creating the table of ${table}`);
    const made = await request(scope, table, async (client, abortSignal) => await client.createTable({ abortSignal }));
    if (!made.ok) return made;
    const second = await request(scope, table, send);
    return second.ok ? { ...second, madeTable: true } : second;
  }

  return {
    partition(scope, table) {
      const partitionKey = encodeKey(scope.tenant);
      // Where one answer was too long the next ones would be too.
      let mostRows = maxPageSize;
      return {
        async get(rowKey) {
          const outcome = await request(
            scope,
            table,
            async (client, abortSignal) => await get(client, partitionKey, rowKey, abortSignal),
          );
          if (outcome.ok && outcome.value.row !== undefined) scope.usage.found += 1;
          return outcome;
        },
        async range(query) {
          for (;;) {
            const pageSize = Math.min(query.pageSize ?? maxPageSize, mostRows);
            const outcome = await request(
              scope,
              table,
              async (client, abortSignal) => await range(client, partitionKey, { ...query, pageSize }, abortSignal),
            );
            if (outcome.ok) {
              scope.usage.walked += outcome.value.rows.length;
              return { ok: true, value: within(query, outcome.value) };
            }
            if (!(outcome.failure.cause instanceof OverlongAnswer) || pageSize === 1) return outcome;
            mostRows = Math.ceil(pageSize / 4);
          }
        },
        transact: async (operations) =>
          await write(scope, table, async (client, abortSignal) => {
            const [first] = operations;
            if (first?.kind === 'delete' && first.etag !== undefined && operations.length === 1) {
              await client.deleteEntity(partitionKey, first.rowKey, { abortSignal, etag: first.etag });
              return undefined;
            }
            const actions = operations.map((operation) => action(partitionKey, operation));
            const { subResponses } = await client.submitTransaction(actions, { abortSignal });
            if (subResponses.length !== operations.length) throw new Error('Storage did not answer each operation');
            return undefined;
          }),
      };
    },

    async ping(abortSignal) {
      try {
        const client = await clients.service();
        await unlessAborted(abortSignal, client.listTables({ abortSignal }).byPage({ maxPageSize: 1 }).next());
        return { ok: true, value: undefined };
      } catch (error) {
        return { ok: false, failure: rowFailure(error) };
      }
    },
  };
}

/** What storage says of a row that does not exist, perhaps because no row of its set was ever written. */
const nothingThere: readonly (string | undefined)[] = ['ResourceNotFound', 'TableNotFound'];

async function get(client: TableClient, partitionKey: string, rowKey: string, abortSignal: AbortSignal) {
  let response: RawResponse | undefined;
  const onResponse = (raw: RawResponse) => (response = raw);
  try {
    await client.getEntity(partitionKey, rowKey, { abortSignal, disableTypeConversion: true, onResponse });
  } catch (error) {
    if (!nothingThere.includes(storageCode(error))) throw error;
    return { row: undefined, answered: dateOf(response) };
  }
  const row = response?.parsedBody as WireRow | undefined;
  if (typeof row?.['RowKey'] !== 'string') throw new Error('The answer of storage holds no row');
  return { row: tableRow(row), answered: dateOf(response) };
}

/** An answer without the rows behind its range; where there are any, nothing of the range follows. */
function within({ to }: RangeQuery, page: RowPage): RowPage {
  const { rows, answered } = page;
  return (rows.at(-1)?.rowKey ?? '') < to ? page : { rows: rows.filter(({ rowKey }) => rowKey < to), answered };
}

async function range(client: TableClient, partitionKey: string, query: RangeQuery, abortSignal: AbortSignal) {
  let response: RawResponse | undefined;
  const { select, pageSize = maxPageSize, continuation } = query;
  const pages = client.listEntities({
    abortSignal,
    disableTypeConversion: true,
    onResponse: (raw) => (response = raw),
    queryOptions: {
      filter: odataFilter(partitionKey, fittingRange(partitionKey, query)),
      ...(select !== undefined && { select: ['RowKey', ...select] }),
    },
  });
  let page;
  try {
    page = await pages
      .byPage({ maxPageSize: pageSize, ...(continuation !== undefined && { continuationToken: continuation }) })
      .next();
  } catch (error) {
    if (storageCode(error) !== 'TableNotFound') throw error;
    return { rows: [], answered: dateOf(response) };
  }
  const body = response?.parsedBody as { readonly value?: readonly WireRow[] } | undefined;
  if (!Array.isArray(body?.value)) throw new Error('The answer of storage holds no list of rows');
  const next = (page.value as { continuationToken?: string } | undefined)?.continuationToken;
  return {
    rows: body.value.map(tableRow),
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
