import { Meter, type Progress } from '../../shared/expression/cost/meter.ts';

/** Nothing is charged, nobody looks at the clock, and no evaluation can be broken off. */
Object.assign(Meter.prototype, {
  charge: () => undefined,
  pause: () => undefined,
  pauseIfDue: () => undefined,
  run: <I, T>(work: (input: I) => T, input: I): T => work(input),
  runSome<I, T>(work: (input: I) => T | undefined, inputs: readonly I[], done: Progress<T>, end: number): void {
    for (; done.at < end; done.at += 1) {
      const item = work(inputs[done.at] as I);
      if (item !== undefined) done.items.push(item);
    }
  },
} satisfies Partial<Record<keyof Meter, unknown>>);
