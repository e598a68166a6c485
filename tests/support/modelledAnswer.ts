import { modelledStorage } from '../../bench/modelledStorage.ts';
import type { MemoryRequest } from '../../shared/store/rows/createMemoryRows.ts';

/** Rows of a range that are presumed to be walked: those of the look of a bulk. */
const walked = 500;

/** Milliseconds of a request to storage, as it is modelled. */
export function modelledAnswer({ operation, written }: MemoryRequest): number {
  const { requestMs, walkedMs, writtenMs } = modelledStorage;
  return requestMs + written * writtenMs + (operation === 'range' ? walked * walkedMs : 0);
}
