import { garbageCollector } from './garbageCollector.ts';
import { youngSpace } from './youngSpace.ts';

/** How many bytes of buffers may come before those that are done with are given back. */
const enough = 2 ** 20;

let came = 0;

/**
 * To be told of the bytes of each buffer that comes from the network: those that are done with are given back every few of them.
 * They lie outside of the heap, and little in it comes with them, so that V8 left alone sees no reason to collect any, until there
 * are tens of megabytes, which the process keeps.
 */
export function spareBuffers(bytes: number): void {
  came += bytes;
  if (came < enough) return;
  came = 0;
  youngSpace.limit();
  garbageCollector()({ type: 'minor' });
}
