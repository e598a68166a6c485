import { ODataError } from '../../errors/odataError.ts';

/** The error of a request to storage that may succeed later. A walk that has a place ends its page there instead. */
export class TransientFailure extends ODataError {}
