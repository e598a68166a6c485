import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

/** Bytes of the room for young objects, both halves of it, from which on it is to grow no more. */
const enough = 8 * 2 ** 20;

/** By how much it grows at a time: twice, unless it is told otherwise. */
const usually = 2;

let isLimited = false;

function grow(factor: number): void {
  setFlagsFromString(`--semi-space-growth-factor=${factor}`);
}

/**
 * The room V8 gives young objects. In a process that works it comes to 32 MiB and is never given back; work that goes through many
 * rows does as well with a quarter. V8 looks at the flag whenever it would let the room grow, so that it may be set while it runs.
 */
export const youngSpace = {
  /** To be called now and then by such work: the room grows no more, once it is large enough. */
  limit(): void {
    if (isLimited) return;
    const space = getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space');
    if ((space?.physical_space_size ?? 0) < enough) return;
    isLimited = true;
    grow(1);
  },
  /** The work is done: the room may grow as it does for any other. */
  release(): void {
    if (isLimited) grow(usually);
    isLimited = false;
  },
};
