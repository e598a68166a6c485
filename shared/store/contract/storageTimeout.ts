import { ODataError } from '../../errors/odataError.ts';

/** The 504 of a request that storage did not answer in time. A walk that has a place ends its page there instead. */
export class StorageTimeout extends ODataError {}
