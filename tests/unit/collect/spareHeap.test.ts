import { getHeapStatistics } from 'node:v8';
import { spareHeap } from '../../../shared/collect/file/spareHeap.ts';

const mebibyte = 2 ** 20;
const used = (): number => getHeapStatistics().used_heap_size / mebibyte;

/** Makes garbage of 32 MiB, which lies where only a whole collection reaches it. */
function litter(): number {
  const numbers = new Array<number>(4 * mebibyte).fill(0.5);
  return numbers.length;
}

test('garbage is collected when it is much, and left alone while it is little', () => {
  spareHeap();
  const before = used();
  litter();
  expect(used()).toBeGreaterThan(before + 24);
  spareHeap();
  const after = used();
  expect(after).toBeLessThan(before + 8);
  const few = Array.from({ length: 1000 }, (_, at) => `${at}`);
  spareHeap();
  expect([few.length, used() >= after]).toEqual([1000, true]);
});
