import type { BindContext } from '../../bind/expression/bindContext.ts';
import type { ServiceResponse } from '../../represent/response.ts';
import type { Clock } from '../../store/contract/clock.ts';
import type { StorageScope, Store } from '../../store/contract/store.ts';

/** Request headers by name, whatever their case. */
export interface HeaderLookup {
  get(name: string): string | null;
}

/** A request of a batch in the form the service takes requests in. */
export interface InnerRequest {
  readonly method: string;
  /** Origin-form, not decoded. */
  readonly url: string;
  readonly headers: HeaderLookup;
  readonly body: AsyncIterable<Uint8Array> | null;
}

/** The service as a batch uses it, for the caller the batch was authenticated for. */
export interface InnerService {
  readonly bindContext: BindContext;
  readonly store: Store;
  /** When no further request of the batch is begun, in milliseconds since the epoch. */
  readonly deadline: number;
  /** The clock the deadline is kept by. */
  readonly clock: Pick<Clock, 'now'>;
  /** What one transaction of the batch itself may use of the storage. */
  newScope(): StorageScope;
  /** Answers a request as if it came alone, from `store` when it is given; never throws. */
  handle(request: InnerRequest, store?: Store): Promise<ServiceResponse>;
  /** Answers a request that is not carried out, and why; `headers` are its own where they could be read. Never throws. */
  refuse(reason: unknown, headers: HeaderLookup | undefined): Promise<ServiceResponse>;
}
