import { maxOperations, type Row, type RowFailure, type RowOperation } from '../../shared/store/rows/rows.ts';
import { scanRows } from '../../shared/store/rows/scanRows.ts';
import { describeRows } from '../support/describeRows.ts';
import { storageScope } from '../support/storageScope.ts';

const table = 'rows';

describeRows('the row port', (connect) => {
  const open = (tenant?: string) => {
    const scope = storageScope(tenant === undefined ? {} : { tenant });
    return { scope, partition: connect().partition(scope, table) };
  };
  const insert = (rowKey: string, properties: Record<string, string | bigint | boolean> = {}): RowOperation => ({
    kind: 'insert',
    row: { rowKey, properties },
  });

  type Opened = ReturnType<typeof open>['partition'];

  async function failureOf(
    partition: Opened,
    operations: readonly RowOperation[],
  ): Promise<RowFailure['kind'] | 'none'> {
    const outcome = await partition.transact(operations);
    return outcome.ok ? 'none' : outcome.failure.kind;
  }

  async function rowOf(partition: Opened, rowKey: string): Promise<Row | undefined> {
    const outcome = await partition.get(rowKey);
    if (!outcome.ok) throw new Error(outcome.failure.kind);
    return outcome.value.row;
  }

  it('answers to ping', async () => {
    await expect(connect().ping(AbortSignal.timeout(10_000))).resolves.toMatchObject({ ok: true });
  });

  it('answers reads of what was never written with nothing and the Date of storage', async () => {
    const scope = storageScope();
    const partition = connect().partition(scope, 'neverWritten');
    const got = await partition.get('a');
    const found = await partition.range({ from: 'a', to: 'b' });
    expect([got, found]).toMatchObject([
      { ok: true, value: { row: undefined } },
      { ok: true, value: { rows: [] } },
    ]);
    for (const outcome of [got, found])
      expect(outcome.ok && Math.abs(outcome.value.answered - Date.now())).toBeLessThan(60_000);
    expect(found.ok && found.value.continuation).toBeUndefined();
    expect(scope.usage.requests).toBe(2);
  });

  it('counts what it received, and the time it took', async () => {
    const { partition, scope } = open();
    await partition.transact([insert('a'), insert('b'), insert('c')]);
    // What is compiled for the first of each kind is no time of storage.
    await partition.get('a');
    await partition.range({ from: 'a', to: 'c' });
    const { requests, milliseconds, found, walked } = scope.usage;
    const began = performance.now();
    await Promise.all([
      partition.get('a'),
      partition.get('nobody'),
      partition.range({ from: 'a', to: 'c' }),
      partition.transact([insert('a')]),
    ]);
    const passed = performance.now() - began;
    const { usage } = scope;
    expect([usage.requests - requests, usage.found - found, usage.walked - walked]).toEqual([4, 1, 2]);
    const waited = scope.usage.milliseconds;
    // One of the clocks tells whole milliseconds only.
    expect(waited - milliseconds).toBeGreaterThanOrEqual(passed / 2 - 2);
    expect(waited - milliseconds).toBeLessThanOrEqual(passed + 2);
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(scope.usage.milliseconds).toBe(waited);
  });

  it('keeps strings, Int64 and booleans exactly, and tells the Date of storage', async () => {
    const { partition, scope } = open();
    const properties = {
      text: "it's \u00e9 \ud83d\ude00",
      empty: '',
      low: -(2n ** 63n),
      high: 2n ** 63n - 1n,
      middle: 9007199254740993n,
      yes: true,
      no: false,
    };
    expect(await failureOf(partition, [insert('a', properties)])).toBe('none');
    const outcome = await partition.get('a');
    if (!outcome.ok) throw new Error(outcome.failure.kind);
    expect(outcome.value.row).toMatchObject({ rowKey: 'a', properties });
    expect(Math.abs(outcome.value.answered - Date.now())).toBeLessThan(60_000);
    expect(outcome.value.answered % 1000).toBe(0);
    expect(scope.usage.requests).toBeGreaterThanOrEqual(2);
    const absent = await partition.get('b');
    expect(absent).toMatchObject({ ok: true, value: { row: undefined } });
    expect(absent.ok && absent.value.answered > 0).toBe(true);
  });

  it('guards each kind of operation and rolls back as a whole', async () => {
    const { partition } = open();
    await partition.transact([insert('a', { n: 1n })]);
    const { etag = '' } = (await rowOf(partition, 'a')) ?? {};
    const replace = (tag: string, n: bigint): RowOperation => ({
      kind: 'replace',
      row: { rowKey: 'a', properties: { n } },
      etag: tag,
    });
    expect(await failureOf(partition, [insert('b'), insert('a')])).toBe('conflict');
    expect(await rowOf(partition, 'b')).toBeUndefined();
    expect(await failureOf(partition, [replace(etag, 2n)])).toBe('none');
    expect(await failureOf(partition, [insert('b'), replace(etag, 3n)])).toBe('preconditionFailed');
    expect(await failureOf(partition, [insert('b'), { kind: 'delete', rowKey: 'c' }])).toBe('notFound');
    expect(await failureOf(partition, [{ kind: 'upsert', row: { rowKey: 'b', properties: { n: 5n } } }])).toBe('none');
    expect(await failureOf(partition, [{ kind: 'upsert', row: { rowKey: 'b', properties: { m: 6n } } }])).toBe('none');
    expect((await rowOf(partition, 'a'))?.properties).toEqual({ n: 2n });
    expect((await rowOf(partition, 'b'))?.properties).toEqual({ m: 6n });
    expect(await failureOf(partition, [{ kind: 'delete', rowKey: 'a' }])).toBe('none');
    expect(await rowOf(partition, 'a')).toBeUndefined();
    expect(await failureOf(partition, [insert('x'), { kind: 'delete', rowKey: 'x' }])).toBe('rejected');
  });

  it('deletes a row alone under its ETag', async () => {
    const { partition } = open();
    await partition.transact([insert('a', { n: 1n })]);
    const { etag = '' } = (await rowOf(partition, 'a')) ?? {};
    await partition.transact([{ kind: 'upsert', row: { rowKey: 'a', properties: { n: 2n } } }]);
    expect(await failureOf(partition, [{ kind: 'delete', rowKey: 'a', etag }])).toBe('preconditionFailed');
    const { etag: newer = '' } = (await rowOf(partition, 'a')) ?? {};
    expect(await failureOf(partition, [{ kind: 'delete', rowKey: 'a', etag: newer }])).toBe('none');
    expect(await failureOf(partition, [{ kind: 'delete', rowKey: 'a', etag: newer }])).toBe('notFound');
  });

  it('ranges in ordinal order, by pages, with bounds, filter and select', async () => {
    const { partition, scope } = open();
    const keys = Array.from({ length: 250 }, (_, index) => `k_${String(index).padStart(3, '0')}`);
    for (let start = 0; start < keys.length; start += maxOperations) {
      const some = keys.slice(start, start + maxOperations);
      const operations = some.map((key, index) =>
        insert(key, { n: BigInt(start + index), s: key, even: index % 2 === 0 }),
      );
      expect(await failureOf(partition, operations)).toBe('none');
    }
    await partition.transact(['k_0', 'k`', 'K_000', 'a', 'z'].map((key) => insert(key)));
    const before = scope.usage.requests;
    const seen: string[] = [];
    const query = { from: 'k_000', to: 'k_200', fromExclusive: true, pageSize: 90, select: ['n'] };
    for await (const { rows } of scanRows(partition, scope, query)) {
      for (const row of rows) expect(Object.keys(row.properties)).toEqual(['n']);
      seen.push(...rows.map((row) => row.rowKey));
    }
    expect(seen).toEqual(keys.slice(1, 200));
    expect(scope.usage.requests - before).toBe(3);
    const found = await partition.range({
      from: 'k_',
      to: 'k`',
      filter: {
        kind: 'and',
        terms: [
          { kind: 'compare', property: 'n', operator: 'ge', value: 240n },
          { kind: 'compare', property: 'even', operator: 'eq', value: true },
          {
            kind: 'or',
            terms: [
              { kind: 'compare', property: 's', operator: 'lt', value: 'k_244' },
              { kind: 'compare', property: 's', operator: 'eq', value: 'k_248' },
            ],
          },
        ],
      },
    });
    expect(found.ok && found.value.rows.map((row) => row.properties['n'])).toEqual([240n, 242n, 248n]);
  });

  it('reaches only the rows of the tenant of the scope', async () => {
    const mine = open();
    const other = open();
    const strange = open("' or PartitionKey ne '");
    for (const { partition } of [mine, other]) await partition.transact([insert('a', { of: 'each' })]);
    expect(await failureOf(mine.partition, [{ kind: 'delete', rowKey: 'a' }])).toBe('none');
    expect(await rowOf(other.partition, 'a')).toBeDefined();
    for (const { partition } of [mine, strange]) {
      const all = await partition.range({ from: '!', to: '\uffff' });
      expect(all.ok && all.value.rows).toEqual([]);
    }
  });

  it('gives up at the deadline', async () => {
    const scope = storageScope({ milliseconds: 0 });
    await new Promise((resolve) => setTimeout(resolve, 5));
    const outcome = await connect().partition(scope, table).get('a');
    expect(!outcome.ok && outcome.failure.kind).toBe('timeout');
  });
});
