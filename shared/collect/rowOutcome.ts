/** What became of a row; `older`: what is stored is of a newer report, and was kept; `expired`: rows as old are not kept; `forgotten`: it names a person who is forgotten. */
export type RowOutcome =
  | { readonly kind: 'created' | 'updated' | 'unchanged' | 'older' | 'expired' | 'forgotten' }
  /** `isTransient`: it may go well when it is sent again. */
  | { readonly kind: 'failed'; readonly reason: string; readonly isTransient: boolean };

/** Sends rows, as JSON texts, and tells what became of each. Rejects when that is not known of any. */
export type SendRows = (rows: readonly string[]) => Promise<readonly RowOutcome[]>;
