import { spareBuffers } from '../../../shared/collect/memory/spareBuffers.ts';

const mebibyte = 2 ** 20;

test('buffers from the network are given back while others come', () => {
  const before = process.memoryUsage().arrayBuffers;
  let most = 0;
  let last = 0;
  for (let count = 0; count < 1024; count += 1) {
    const buffer = Buffer.alloc(65_536, count);
    last += buffer[0] ?? 0;
    spareBuffers(buffer.byteLength);
    most = Math.max(most, process.memoryUsage().arrayBuffers - before);
  }
  expect(last).toBeGreaterThan(0);
  // Of 64 MiB.
  expect(most / mebibyte).toBeLessThan(16);
});
