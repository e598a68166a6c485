import type { BatchItem } from './batch.ts';
import type { HeaderLookup } from './innerService.ts';

/** The headers of a request of a batch; undefined when it could not be read, or there is none. */
export function itemHeaders(item: BatchItem | undefined): HeaderLookup | undefined {
  return item === undefined || item.request instanceof Error ? undefined : item.request.headers;
}
