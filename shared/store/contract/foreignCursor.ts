import { ODataError } from '../../errors/odataError.ts';

/** The 400 for a delta link that does not belong to the request. */
export function foreignCursor(): ODataError {
  return new ODataError(
    'invalidDeltaToken',
    'The delta link does not belong to this request, or was changed; follow links as they were returned, or start again ' +
      'without it.',
    { target: '$deltatoken' },
  );
}
