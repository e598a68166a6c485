import type { Address } from '../bind/bound/boundQuery.ts';
import type { EntityType } from '../edm/entityType.ts';
import type { Meter } from '../expression/cost/meter.ts';
import type { Format } from '../headers/negotiateFormat.ts';
import type { Preferences } from '../headers/parsePreferences.ts';
import type { JsonOptions } from './json/jsonOptions.ts';

/** What an answer depends on besides the result. */
export interface RepresentContext {
  readonly format: Format;
  readonly json: JsonOptions;
  readonly preferences: Preferences;
  readonly model: readonly EntityType[];
  /** Charged for what is evaluated while the answer is written. */
  readonly meter: Meter;
  /** The request as it can be repeated for the next page. */
  readonly address: Address;
  /** True for HEAD: the answer is decided like that to GET, and has no body to be written. */
  readonly isHead: boolean;
  /** True when the request of a write asks for a part of the entity, which is answered without content. */
  readonly projected: boolean;
}
