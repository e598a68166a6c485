/** The order of rows by their ids, of which no more than a part of 32 bits is kept. */
import { RowKeys } from '../../../shared/collect/file/fileOrder.ts';

const uuid = (start: string): string => `${start}-0000-5000-8000-00000000000a`;

/** The rows of some ids in the order they are found in, and whether each begins a key. */
function ordered(ids: readonly (string | undefined)[]): readonly (readonly [line: number, isOfNextKey: boolean])[] {
  const keys = new RowKeys();
  for (const [at, id] of ids.entries()) keys.add(id, { line: at, from: at * 10 });
  const { placeOf } = keys.inOrder(ids.length * 10, 0);
  return ids.map((_, at) => {
    const { line, from, to, isOfNextKey } = placeOf(at);
    expect([from, to]).toEqual([line * 10, line * 10 + 10]);
    return [line, isOfNextKey];
  });
}

test('UUIDs within their parts, the parts as they come, places with their ids, rows without one first', () => {
  const ids = [
    `2026-11-26_30_${uuid('ffffffff')}`,
    `2026-11-25_30_${uuid('ffffffff')}`,
    `2026-11-26_30_${uuid('00001fff')}`,
    `2026-11-26_30_${uuid('ffffffff')}_2`,
    undefined,
    `2026-11-25_30_${uuid('a0000000')}`,
  ];
  expect(ordered(ids)).toEqual([
    [4, true],
    [2, true],
    [0, true],
    [3, false],
    [5, true],
    [1, true],
  ]);
});

test('dates; what is neither is of one key', () => {
  expect(ordered(['2026-11-26_7', '2025-01-31', 'else', '2026-11-26', 'more'])).toEqual([
    [2, true],
    [4, false],
    [1, true],
    [0, true],
    [3, false],
  ]);
});
