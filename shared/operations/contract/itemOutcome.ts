import type { ODataError } from '../../errors/odataError.ts';

/** What became of one item of a delta payload. */
export type ItemOutcome =
  /** `older`: under keep-newer, what is stored is kept because it is newer. */
  | { readonly kind: 'created' | 'updated' | 'unchanged' | 'older' | 'deleted' }
  | {
      readonly kind: 'failed';
      readonly error: ODataError;
      /** A member of Core.DataModificationOperationKind. */
      readonly operation: 'insert' | 'update' | 'upsert' | 'delete' | 'unlink';
    };
