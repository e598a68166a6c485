import type { EntityType } from '../../edm/entityType.ts';
import type { Meter } from '../../expression/cost/meter.ts';

/** What binding needs to know besides the request. */
export interface BindContext {
  readonly model: readonly EntityType[];
  /** Absolute URL of the service root with its trailing slash: `https://host/v1.0/`. */
  readonly serviceRoot: string;
  /** The time `now()` stands for during the whole request, in milliseconds since the epoch. */
  readonly now: number;
  /** Charged for binding and for what is worked out of constants. */
  readonly meter: Meter;
  /** More options are in a body that is still to be read: keys, arguments and conditions of the path, which may be aliases, are not looked at. */
  readonly awaitsBody?: boolean;
}
