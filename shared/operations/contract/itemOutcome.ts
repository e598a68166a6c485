import type { ODataError } from '../../errors/odataError.ts';

/** What became of one item of a delta payload. */
export type ItemOutcome =
  /**
   * Under keep-newer `older`: what is stored is kept because it is newer; `expired`: rows as old are not kept, and it is not
   * stored; `forgotten`: it names a person who is forgotten, and is not stored, or under a pseudonym.
   */
  | { readonly kind: 'created' | 'updated' | 'unchanged' | 'older' | 'expired' | 'forgotten' | 'deleted' }
  | {
      readonly kind: 'failed';
      readonly error: ODataError;
      /** A member of Core.DataModificationOperationKind. */
      readonly operation: 'insert' | 'update' | 'upsert' | 'delete' | 'unlink';
    };
