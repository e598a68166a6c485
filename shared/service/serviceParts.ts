import type { TokenGate } from '../auth/tokenGate.ts';
import type { EntityType } from '../edm/entityType.ts';
import type { Store } from '../store/store.ts';
import type { ServiceLog } from './serviceLog.ts';

/** What the service is made of. */
export interface ServiceParts {
  readonly model: readonly EntityType[];
  readonly store: Store;
  readonly gate: TokenGate;
  /** External base of all links, without trailing slash. */
  readonly publicUrl: string;
  readonly log: ServiceLog;
}
