import { ODataError } from '../../errors/odataError.ts';

/** Most characters of the computed texts of one row. */
const mostCharacters = 1024 * 1024;

/** Throws a 400 for a row whose computed texts have so many characters that a few rows would fill a page, or more. */
export function checkComputedTexts(characters: number): void {
  if (characters <= mostCharacters) return;
  throw new ODataError(
    'invalidQueryOption',
    `The computed texts of a row are longer than ${mostCharacters} characters together. Compute fewer or shorter ones.`,
    { target: '$compute' },
  );
}
