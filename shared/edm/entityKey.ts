import { ODataError } from '../errors/odataError.ts';

/** Longest key, in UTF-16 units. */
export const maxKeyLength = 255;

/** Checks a key value of any entity type; `code` tells whether it came from the URL or from a body. Throws a 400. */
export function checkEntityKey(key: string, code: 'invalidPath' | 'invalidPropertyValue'): string {
  if (/%2f/i.test(key)) {
    throw new ODataError(
      code,
      "A key 'id' must not contain the characters %2F, which an address cannot tell from a slash; a slash itself is written /.",
      { target: 'id' },
    );
  }
  if (key.length >= 1 && key.length <= maxKeyLength && key.isWellFormed()) return key;
  throw new ODataError(
    code,
    `A key 'id' must be a string of 1 to ${maxKeyLength} characters (UTF-16 units); this one has ${key.length}.`,
    { target: 'id' },
  );
}
