import type { MetadataLevel } from '../../headers/negotiateFormat.ts';
import type { ODataVersion } from '../../headers/negotiateVersions.ts';

/** How JSON is written for one answer. */
export interface JsonOptions {
  readonly version: ODataVersion;
  /** True when the request rules 4.01 out: where the service writes what 4.0 does not have, 4.0 has the last word. */
  readonly only40: boolean;
  readonly metadata: MetadataLevel;
  readonly ieee754Compatible: boolean;
  /** Absolute URL of the service root with its trailing slash. */
  readonly serviceRoot: string;
  /** `Prefer: omit-values`: null, which is the default of every property, is left out. */
  readonly omitNulls: boolean;
}
