import { ODataError } from '../../errors/odataError.ts';
import type { StoredEntity } from '../storedEntity.ts';

/** Most bytes of rows a request keeps to sort them. */
export const mostOfRequest = 16 * 2 ** 20;

/** Most bytes of rows all requests of the process keep. */
const mostOfProcess = 256 * 2 ** 20;

/** What an object, and a value of it, take beside text. */
const perRow = 200;
const perValue = 16;

let ofProcess = 0;

/** About how many bytes a row takes in memory. */
export function sizeOf({ entity }: StoredEntity): number {
  let size = perRow;
  for (const name in entity) {
    const value = entity[name];
    size += perValue;
    if (typeof value === 'string') size += value.length;
    else if (typeof value === 'object' && value !== null) for (const item of value) size += perValue + item.length;
  }
  return size;
}

/** The rows a request keeps, in bytes; to be given back whatever happens. */
export class KeptRows {
  #bytes = 0;

  /** True when no more rows are to be kept. */
  get isFull(): boolean {
    return this.#bytes > mostOfRequest;
  }

  /** Counts bytes that are kept, or, below zero, no longer. Throws a 503 when the process keeps too many. */
  add(bytes: number): void {
    if (bytes > 0 && ofProcess + bytes > mostOfProcess) {
      throw new ODataError('serviceNotAvailable', 'Too many rows are being sorted at the moment; try again.', {
        headers: { 'Retry-After': '5' },
      });
    }
    this.#bytes += bytes;
    ofProcess += bytes;
  }

  release(): void {
    ofProcess -= this.#bytes;
    this.#bytes = 0;
  }
}
