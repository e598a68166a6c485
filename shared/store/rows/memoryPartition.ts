import { matchesFilter } from './matchesFilter.ts';
import { keyFault, rangeFault, transactionFault } from './memoryFault.ts';
import {
  maxPageSize,
  type NewRow,
  type Outcome,
  type RangeQuery,
  type Row,
  type RowAnswer,
  type RowFailure,
  rowKeyOf,
  type RowOperation,
  type RowPage,
} from './rows.ts';
import { SortedRows } from './sortedRows.ts';

/** Where an answer to a range ends although there is more: after so many rows walked, or after so many found. */
export interface PageEnds {
  readonly walked: number;
  readonly found?: number | undefined;
}

/** An answer to a range, and how many rows were looked at for it. */
export interface WalkedPage extends RowPage {
  readonly walked: number;
}

/** One partition in memory, as strict as the table service. */
export class MemoryPartition {
  readonly #rows = new SortedRows();
  readonly #date: () => number;
  #writes = 0;

  /** `date` gives the Date of answers, in milliseconds since the epoch. */
  constructor(date: () => number) {
    this.#date = date;
  }

  get(rowKey: string): Outcome<RowAnswer> {
    const fault = keyFault(rowKey);
    if (fault !== undefined) return failed(fault);
    return { ok: true, value: { row: this.#rows.get(rowKey), answered: this.#date() } };
  }

  /** Ends early where `ends` says so; whatever else, an answer that goes on from a continuation gets at least one row on. */
  range(query: RangeQuery, { walked: mostWalked, found }: PageEnds): Outcome<WalkedPage> {
    const fault = rangeFault(query);
    if (fault !== undefined) return failed(fault);
    const least = query.continuation === undefined ? 0 : 1;
    const size = Math.min(query.pageSize ?? maxPageSize, Math.max(least, found ?? maxPageSize));
    const most = Math.max(least, mostWalked);
    let walked = 0;
    const page: Row[] = [];
    const { from, fromExclusive, to, filter, select } = query;
    const matches = filter === undefined ? undefined : matchesFilter(filter);
    let continuation: string | undefined;
    this.#rows.visit(query.continuation ?? from, (row) => {
      const { rowKey, properties } = row;
      if (rowKey >= to) return false;
      if (fromExclusive === true && rowKey === from) return true;
      if (walked >= most) {
        continuation = rowKey;
        return false;
      }
      const isFound = matches?.(properties) !== false;
      if (isFound && page.length >= size) {
        continuation = rowKey;
        return false;
      }
      walked += 1;
      if (isFound) page.push(select === undefined ? row : { ...row, properties: pick(properties, select) });
      return true;
    });
    return {
      ok: true,
      value: { rows: page, walked, answered: this.#date(), ...(continuation !== undefined && { continuation }) },
    };
  }

  transact(operations: readonly RowOperation[]): Outcome<undefined> {
    const fault = transactionFault(operations);
    if (fault !== undefined) return failed(fault);
    for (const operation of operations) {
      const kind = guards[operation.kind](operation, this.#rows.get(rowKeyOf(operation)));
      if (kind !== undefined) return { ok: false, failure: { kind } };
    }
    for (const operation of operations) {
      if ('row' in operation) this.#rows.set(this.#stored(operation.row));
      else this.#rows.delete(operation.rowKey);
    }
    return { ok: true, value: undefined };
  }

  #stored({ rowKey, properties }: NewRow): Row {
    this.#writes += 1;
    return { rowKey, properties, etag: `W/"memory-${this.#writes}"` };
  }
}

type Guard = (operation: RowOperation, existing: Row | undefined) => RowFailure['kind'] | undefined;

/** Why each kind of operation fails on what is stored; undefined when it does not. */
const guards: Readonly<Record<RowOperation['kind'], Guard>> = {
  insert: (_operation, existing) => (existing === undefined ? undefined : 'conflict'),
  replace: (operation, existing) => {
    if (existing === undefined) return 'notFound';
    return 'etag' in operation && operation.etag === existing.etag ? undefined : 'preconditionFailed';
  },
  upsert: () => undefined,
  delete: (operation, existing) => {
    if (existing === undefined) return 'notFound';
    return 'etag' in operation && operation.etag !== existing.etag ? 'preconditionFailed' : undefined;
  },
};

function failed(fault: string): { readonly ok: false; readonly failure: RowFailure } {
  return { ok: false, failure: fault === 'tooLarge' ? { kind: fault } : { kind: 'rejected', cause: new Error(fault) } };
}

function pick(properties: Row['properties'], select: readonly string[]): Row['properties'] {
  return Object.fromEntries(select.filter((name) => name in properties).map((name) => [name, properties[name]]));
}
