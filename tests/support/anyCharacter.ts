import fc from 'fast-check';

const surrogates = 0xd800;
const surrogateCount = 0x800;

/**
 * Any character of Unicode, each plane as often as the others and ASCII more often: the unit of any text. The unit `binary`
 * of the library is the same, and makes a table of all of them in each file that uses it.
 */
export const anyCharacter = fc.oneof(
  fc.integer({ min: 0, max: 0x7f }).map((code) => String.fromCodePoint(code)),
  fc
    .integer({ min: 0, max: 0x10ffff - surrogateCount })
    .map((code) => String.fromCodePoint(code < surrogates ? code : code + surrogateCount)),
);
