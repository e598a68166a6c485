import { characters, isHexDigit } from '../syntax/characters.ts';
import { identifierEnd } from '../syntax/readIdentifier.ts';

const length = 36;
const hyphens = [8, 13, 18, 23];

/** True when the text has a GUID at the position, and no name goes on behind it (ABNF guid). */
export function isGuidAt(text: string, position: number): boolean {
  if (!hyphens.every((hyphen) => text.charCodeAt(position + hyphen) === characters.minus)) {
    return false;
  }
  for (let index = 0; index < length; index++) {
    if (!isHexDigit(text.charCodeAt(position + index)) && !hyphens.includes(index)) {
      return false;
    }
  }
  const behind = text.charCodeAt(position + length);
  return identifierEnd(text, position + length) === position + length && !(behind >= 0x30 && behind <= 0x39);
}

/** Length of a GUID in characters. */
export const guidLength = length;
