import fc from 'fast-check';
import { encodeKey, storageKey } from '../../../shared/store/rows/keyEncoding.ts';
import { keyFault } from '../../../shared/store/rows/memoryFault.ts';
import { anyCharacter } from '../../support/anyCharacter.ts';
import { sampledRuns } from '../../support/sampled.ts';

/** Reads what `encodeKey` wrote, which shows that no two texts have one code. */
function decodeKey(encoded: string): string {
  return encoded.replace(
    /[$.:_~]([0-9a-f]{2})|[\u2027\ud7ff\ufffd]([0-9a-f]{4})/g,
    (_code, short?: string, long?: string) => String.fromCharCode(parseInt(short ?? long ?? '', 16)),
  );
}

const units = Array.from({ length: 0x10000 }, (_, unit) => String.fromCharCode(unit));
const anyText = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 12 })
  .map((codes) => String.fromCharCode(...codes));
const edges = [
  ...['!', '$', '-', '.', '/', '0', '9', ':', '@', 'A', 'Z', '[', '_', '`', 'a', 'z', '{', '~', '\u00a0'],
  ...['\ud7ff', '\ud800', '\udbff', '\udc00', '\udfff', '\ue000', '\ufffd', '\uffff'],
];
const awkward = fc.array(fc.constantFrom(...edges), { maxLength: 8 }).map((list) => list.join(''));
const wellFormed = fc.oneof(
  fc.string({ unit: anyCharacter }),
  awkward.map((text) => text.toWellFormed()),
);
const order = (left: string, right: string) => (left < right ? -1 : left > right ? 1 : 0);

describe('the encoding of keys', () => {
  it('leaves GUIDs, letters and digits of any script as they are', () => {
    for (const key of ['a346dbc0-dbc0-a346-c0db-46a3c0db46a3', 'ABCxyz019', '\u00e9\u4e2d\ud83d\ude00']) {
      expect(encodeKey(key)).toBe(key);
    }
  });

  it('gives every UTF-16 unit a code of its own, which storage takes and which is read back', () => {
    const codes = units.map(encodeKey);
    expect(new Set(codes).size).toBe(units.length);
    for (const [index, code] of codes.entries()) {
      const isRead = decodeKey(code) === units[index] && keyFault(code) === undefined;
      // Asked without `expect`, which takes longer than what it asks.
      if (!isRead || code.includes('!') || code.length > 5) throw new Error(code);
    }
  });

  it('reads back any text, lone surrogates included', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, awkward), (text) => {
        const encoded = encodeKey(text);
        expect(decodeKey(encoded)).toBe(text);
        expect(keyFault(encoded)).toBeUndefined();
      }),
      { numRuns: sampledRuns(2000) },
    );
  });

  it('keeps the ordinal order of well-formed texts, also when more follows an exclamation mark', () => {
    fc.assert(
      fc.property(wellFormed, wellFormed, wellFormed, wellFormed, (left, right, afterLeft, afterRight) => {
        expect(order(encodeKey(left), encodeKey(right))).toBe(order(left, right));
        if (left === right) return;
        const whole = order(
          `${encodeKey(left)}!${encodeKey(afterLeft)}`,
          `${encodeKey(right)}!${encodeKey(afterRight)}`,
        );
        expect(whole).toBe(order(left, right));
      }),
      { numRuns: sampledRuns(5000) },
    );
  });

  it('holds 400 encoded units and says both lengths of what is longer', () => {
    expect(storageKey('a'.repeat(400))).toHaveLength(400);
    expect(() => storageKey(' '.repeat(134))).toThrow(/has 134 characters and takes 402 .* holds 400/);
  });
});
