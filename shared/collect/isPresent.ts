import type { RowOutcome } from './rowOutcome.ts';

/** Outcomes of a row after which there is one of its key, be it that of another report. */
const present: readonly RowOutcome['kind'][] = ['created', 'updated', 'unchanged', 'older'];

/** Whether there is a row of the key now: not of one that was refused, nor of one that is older than rows are kept. */
export const isPresent = ({ kind }: Pick<RowOutcome, 'kind'>): boolean => present.includes(kind);
