import { ODataError } from '../../errors/odataError.ts';

/** Most bytes of rows one request keeps at a time. */
const mostOfRequest = 16 * 1024 * 1024;
/** Most bytes of rows all requests of a process keep at a time. */
const mostOfProcess = 256 * 1024 * 1024;

/** Bytes kept by everything that shares a limit. */
export class KeptBytes {
  readonly #limit: number;
  readonly #error: () => ODataError;
  readonly #within: KeptBytes | undefined;
  #bytes = 0;

  constructor(limit: number, error: () => ODataError, within?: KeptBytes) {
    this.#limit = limit;
    this.#error = error;
    this.#within = within;
  }

  /** Bytes that are kept. */
  get bytes(): number {
    return this.#bytes;
  }

  /** True when so many bytes more may be kept. */
  hasRoomFor(bytes: number): boolean {
    return this.#bytes + bytes <= this.#limit;
  }

  /** Keeps so many bytes more, or fewer when negative; throws, and keeps nothing more, when they are too many. */
  add(bytes: number): void {
    if (bytes > 0 && this.#bytes + bytes > this.#limit) throw this.#error();
    this.#within?.add(bytes);
    this.#bytes += bytes;
  }
}

/** What all requests of this process keep. */
const ofProcess = new KeptBytes(
  mostOfProcess,
  () =>
    new ODataError(
      'serviceNotAvailable',
      'Other requests that sort or group keep all the memory there is for rows. Repeat the request after the given time.',
      { headers: { 'Retry-After': '5' } },
    ),
);

/** What one HTTP request may keep, within what its process may. */
export function keptByRequest(process: KeptBytes = ofProcess): KeptBytes {
  return new KeptBytes(
    mostOfRequest,
    () =>
      new ODataError(
        'invalidQueryOption',
        'The query has to keep more rows in memory, to sort, group or pass over them, than one request may (16 MiB). ' +
          'Filter first, group by less, order by an indexed property, or follow the nextLink instead of $skip.',
      ),
    process,
  );
}

/** Bytes of a UTF-16 unit. */
const bytesOfCharacter = 2;
/** Bytes of a row besides its texts, and of the place it is kept in. */
const bytesOfRow = 200;

function bytesOf(characters: number): number {
  return bytesOfRow + bytesOfCharacter * characters;
}

/**
 * The rows one step of a query keeps: to sort, to group, or to pass over in an order no index has. Made by
 * `meter.keepRows()`. One rule for all: `keep` every row that is kept, with its `rowCharacters`; `drop` with the same
 * number what is let go or handed on; and `end` in a `finally`, because a walk may be given up anywhere.
 */
export class KeptRows {
  readonly #all: KeptBytes;
  #bytes = 0;

  constructor(all: KeptBytes) {
    this.#all = all;
  }

  /**
   * A row more of so many characters is kept. Throws a 400 when the request keeps more than 16 MiB, a 503 when the process
   * keeps more than 256 MiB.
   */
  keep(characters: number): void {
    this.#add(bytesOf(characters));
  }

  /** False when a row of so many characters is more than the request may keep: who can, lets others go first. */
  hasRoomFor(characters: number): boolean {
    return this.#all.hasRoomFor(bytesOf(characters));
  }

  /** A row of so many characters is not kept any more. */
  drop(characters: number): void {
    this.#add(-bytesOf(characters));
  }

  /** Nothing is kept any more. */
  end(): void {
    this.#add(-this.#bytes);
  }

  #add(bytes: number): void {
    this.#all.add(bytes);
    this.#bytes += bytes;
  }
}
