import type { RowOutcome } from './rowOutcome.ts';

/** Outcomes of a row after which all is there that there may be of its key, be it that of another report. */
const present: readonly RowOutcome['kind'][] = ['created', 'updated', 'unchanged', 'older', 'forgotten'];

/**
 * Whether a row is there now, as far as it may be: not one that was refused, nor one that is older than rows are kept. One that
 * names a person who is forgotten is not lacking: no later file has it.
 */
export const isPresent = ({ kind }: Pick<RowOutcome, 'kind'>): boolean => present.includes(kind);
