/** Rows that are kept to sort, to group or to pass over: 16 MiB for a request, 256 MiB for all of a process. */
import { computeColumns } from '../../../shared/bind/apply/computeColumns.ts';
import { Meter } from '../../../shared/expression/cost/meter.ts';
import { KeptRows, keptByRequest } from '../../../shared/expression/cost/keptRows.ts';
import { bindText, sampleRow } from '../../support/evaluateExpression.ts';

const megabyte = 1024 * 1024;
/** Characters that fill what a request may keep, with the 200 bytes of their row. */
const all = (16 * megabyte - 200) / 2;

test('a request keeps 16 MiB in all its steps, and no more', () => {
  const kept = keptByRequest();
  const [sorting, grouping] = [new KeptRows(kept), new KeptRows(kept)];
  sorting.keep(all - 1000);
  expect(grouping.hasRoomFor(900)).toBe(true);
  grouping.keep(900);
  expect(kept.bytes).toBe(16 * megabyte);
  expect(grouping.hasRoomFor(0)).toBe(false);
  expect(() => grouping.keep(0)).toThrow(/16 MiB/);
  sorting.drop(all - 1000);
  expect(() => grouping.keep(0)).not.toThrow();
  sorting.end();
  grouping.end();
  expect(kept.bytes).toBe(0);
});

test('a process keeps 256 MiB for all requests; one more is 503 until another has given back', () => {
  const sixteen = Array.from({ length: 16 }, () => new KeptRows(keptByRequest()));
  for (const each of sixteen) each.keep(all);
  const late = new KeptRows(keptByRequest());
  let refused: unknown;
  try {
    late.keep(0);
  } catch (error) {
    refused = error;
  }
  expect(refused).toMatchObject({ status: 503, innerCode: 'serviceNotAvailable', headers: { 'Retry-After': '5' } });
  sixteen[0]?.end();
  expect(() => late.keep(0)).not.toThrow();
  for (const each of [...sixteen, late]) each.end();
});

test('the computed texts of one row have 1 Mi characters, and not one more', () => {
  const column = (text: string, name: string) => ({ name, type: 'Edm.String', expression: bindText(text) }) as const;
  const all = Array.from({ length: 256 }, (_each, at) => column('text', `c${at}`));
  const row = { ...sampleRow, text: 'a'.repeat(4096) };
  expect(Object.keys(computeColumns(all, new Meter())(row))).toContain('c255');
  expect(() => computeColumns([...all, column("'b'", 'more')], new Meter())(row)).toThrow(
    /longer than 1048576 characters/,
  );
});
