import type { Telemetry } from '../telemetry/telemetry.ts';
import type { Collector } from './createCollector.ts';
import type { Maintenance } from './createMaintenance.ts';
import type { Handle } from './createService.ts';

/** Everything the triggers need, built once per process. */
export interface Composition {
  readonly handle: Handle;
  /** `/`, `/docs` and the files of these pages. */
  readonly page: Handle;
  /** `/health`; outside of all limits, so that a busy app is not taken for a sick one. */
  readonly health: Handle;
  /** `/.well-known/oauth-protected-resource` (RFC 9728). */
  readonly protectedResource: Handle;
  /** `/openapi.json`. */
  readonly openApi: Handle;
  /** Absent unless reports are to be collected. */
  readonly collector: Pick<Collector, 'run' | 'tidy'> | undefined;
  /** Upkeep of what is stored, for the timer and the command. */
  readonly maintenance: Maintenance;
  /** Absent unless the settings ask for it; undefined when it failed to start, which the log tells. */
  readonly telemetry: Promise<Telemetry | undefined> | undefined;
}
