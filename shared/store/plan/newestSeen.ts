import type { Rows } from '../rows.ts';

/** Most indexes whose newest values are remembered. */
const most = 1000;

const ofStorage = new WeakMap<Rows, Map<string, number>>();

/** The newest value of an index that was read before, as a number of its axis. */
export interface NewestSeen {
  readonly value: number | undefined;
  /** Remembers a value if it is newer. */
  add(value: number): void;
}

/**
 * Where the newest rows of an index of a tenant stood when this process last read them. Only a hint where to look first, so
 * that a table nobody adds to any more is read with as few requests as one that is up to date: what has been
 * written or deleted since is found all the same.
 */
export function newestSeen(rows: Rows, tenant: string, type: string, property: string): NewestSeen {
  const seen = ofStorage.get(rows) ?? new Map<string, number>();
  ofStorage.set(rows, seen);
  const index = `${tenant}/${type}/${property}`;
  return {
    value: seen.get(index),
    add(value) {
      if (value <= (seen.get(index) ?? -Infinity)) return;
      if (seen.size >= most && !seen.has(index)) seen.clear();
      seen.set(index, value);
    },
  };
}
