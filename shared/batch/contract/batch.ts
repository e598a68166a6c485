import type { ODataError } from '../../errors/odataError.ts';
import type { HeaderLookup } from './innerService.ts';

/** A request as it stands in a batch. */
export interface PartRequest {
  /** In upper case. */
  readonly method: string;
  /** As the caller wrote it. */
  readonly url: string;
  readonly headers: HeaderLookup;
  readonly body: Uint8Array | null;
}

/** One request of a batch, with what JSON says about its relation to the others (JSON Format 4.01, 19.1). */
export interface BatchItem {
  /** The request identifier as the caller spelled it; always there in JSON. */
  readonly id: string | undefined;
  /** Identifiers of earlier requests and atomicity groups. */
  readonly dependsOn: readonly string[];
  /** The member `if`. */
  readonly condition: string | undefined;
  /** The request, or what is wrong with it: that fails this request alone. */
  readonly request: PartRequest | ODataError;
}

/** What is carried out as one: a single request, or an atomicity group or change set, all or nothing. */
export interface BatchUnit {
  /** Name of the atomicity group, empty for a change set; undefined for a single request. */
  readonly group: string | undefined;
  readonly items: readonly BatchItem[];
}

/** A batch as it was read. */
export interface Batch {
  readonly form: 'json' | 'multipart';
  readonly units: readonly BatchUnit[];
}

/** Most requests of one batch, those of groups counted. */
export const maxRequests = 100;
