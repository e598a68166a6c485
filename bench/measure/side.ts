/** What is measured side by side: this build, this build once more, and what it is held against. */
export type Side = 'own' | 'same' | 'other';

/** The sides while they run, each in a process of its own. */
export interface Sides {
  readonly pids: readonly number[];
  /**
   * Has a side do a slice of work of a kind, which for all sides is the same with the same number; gives the microseconds of
   * processor time that a unit of it took.
   */
  slice(side: Side, kind: string, number: number): Promise<number>;
  stop(): Promise<void>;
}

/** The orders the sides can have. A machine that grows slower, or a place that is better, is of no side in all of them. */
export const orders: readonly (readonly Side[])[] = [
  ['own', 'other', 'same'],
  ['other', 'same', 'own'],
  ['same', 'own', 'other'],
  ['own', 'same', 'other'],
  ['other', 'own', 'same'],
  ['same', 'other', 'own'],
];
