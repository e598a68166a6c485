import type { MemoryFault, MemoryRequest } from '../../shared/store/rows/createMemoryRows.ts';

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type FaultMaker = (random: () => number, request: MemoryRequest) => MemoryFault;

/** The ways storage fails, each by itself. */
export const faultKinds: Readonly<Record<string, FaultMaker>> = {
  delays: (random) => ({ delay: random() * 8 }),
  'resets before the effect': () => ({ failBefore: { kind: 'unavailable' } }),
  'resets after the effect': () => ({ failAfter: { kind: 'unavailable' } }),
  'late effects': (random) => ({ failThenApply: { failure: { kind: 'timeout' }, after: random() * 200 } }),
  throttling: () => ({ failBefore: { kind: 'throttled' } }),
  'throttling with Retry-After': (random) => ({
    failBefore: { kind: 'throttled', retryAfter: random() < 0.9 ? 0.02 : 90 },
  }),
  'throttling after the effect': () => ({ failAfter: { kind: 'throttled', retryAfter: 0.02 } }),
  'empty and partial pages': (random) => ({ endPageAfter: Math.floor(random() * 3) }),
  'conflict storms': (random, { operation }) =>
    operation === 'transact' ? { failBefore: { kind: random() < 0.5 ? 'conflict' : 'preconditionFailed' } } : {},
  'conflicts reported after the effect': (random, { operation }) =>
    operation === 'transact' ? { failAfter: { kind: random() < 0.5 ? 'conflict' : 'preconditionFailed' } } : {},
};

/** A hook for in-memory rows that lets a share of all requests fail in one way, until it is switched off. */
export function seededFaults(seed: number, make: FaultMaker, share = 0.2) {
  const random = seededRandom(seed);
  const hook = {
    on: true,
    fault: (request: MemoryRequest): MemoryFault | undefined =>
      hook.on && random() < share ? make(random, request) : undefined,
  };
  return hook;
}
