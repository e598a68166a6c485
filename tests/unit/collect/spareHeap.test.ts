import { getHeapStatistics } from 'node:v8';
import { spareHeap } from '../../../shared/collect/memory/spareHeap.ts';

const mebibyte = 2 ** 20;
const used = (): number => getHeapStatistics().used_heap_size / mebibyte;

/** Makes garbage of so many MiB, which lies where only a whole collection reaches it. */
function litter(size: number): number {
  const numbers = new Array<number>(Math.ceil((size * mebibyte) / 8)).fill(0.5);
  return numbers.length;
}

test('garbage is collected when it is much, and left alone while it is little', () => {
  spareHeap();
  const before = used();
  // More than a third of what is in use, and than 6 MiB.
  const size = 16 + before / 2;
  litter(size);
  expect(used()).toBeGreaterThan(before + size / 2);
  spareHeap();
  const after = used();
  expect(after).toBeLessThan(before + size / 2);
  const few = Array.from({ length: 1000 }, (_, at) => `${at}`);
  spareHeap();
  expect([few.length, used() >= after]).toEqual([1000, true]);
});
