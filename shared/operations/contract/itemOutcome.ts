import type { ODataError } from '../../errors/odataError.ts';

/** What became of one item of a delta payload. */
export type ItemOutcome =
  /** Under keep-newer `older`: what is stored is kept because it is newer; `expired`: rows as old are not kept, and it is not stored. */
  | { readonly kind: 'created' | 'updated' | 'unchanged' | 'older' | 'expired' | 'deleted' }
  | {
      readonly kind: 'failed';
      readonly error: ODataError;
      /** A member of Core.DataModificationOperationKind. */
      readonly operation: 'insert' | 'update' | 'upsert' | 'delete' | 'unlink';
    };
