import type { TokenGate } from '../../auth/tokenGate.ts';
import type { EntityType } from '../../edm/entityType.ts';
import type { Clock } from '../../store/contract/clock.ts';
import type { Turns } from '../../expression/cost/turns.ts';
import type { Store } from '../../store/contract/store.ts';
import type { Telemetry } from '../../telemetry/telemetry.ts';
import type { CsvAnswers } from './csvAnswers.ts';
import type { ServiceLog } from './serviceLog.ts';

/** What the service is made of. */
export interface ServiceParts {
  readonly model: readonly EntityType[];
  readonly store: Store;
  readonly gate: TokenGate;
  /** External base of all links, without trailing slash. */
  readonly publicUrl: string;
  readonly log: ServiceLog;
  /** The log does not say for which user a request came. */
  readonly hidesCallers?: true;
  /** Starts the clock of a request, or of a part of one; the machine's own unless given. */
  readonly startClock?: () => Clock;
  /** The CSV answers that are sent; as many as there are unless given. */
  readonly csvAnswers?: CsvAnswers;
  /** When long work makes room for others; those of the process unless given. */
  readonly turns?: Turns;
  /** Absent when nobody wants it; undefined when it could not be had. */
  readonly telemetry?: Promise<Telemetry | undefined>;
}
