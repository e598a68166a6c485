import { ODataError } from '../../errors/odataError.ts';

/** Longest encoded key, in UTF-16 units: a row key holds 512, and the other 112 are for what stands before the key. */
export const maxEncodedKeyLength = 400;

/**
 * Text in row keys. Digits, ASCII letters, `-` and everything from U+00A0 on stand for themselves, apart from what
 * storage does not take (controls, `/ \ # ? %`, line separators, lone surrogates, noncharacters) and what would break
 * the order. The rest is an escape mark and the unit in hexadecimal. Each mark sorts where its units do, and each code
 * begins with another unit than `!`, so the ordinal order of encoded well-formed texts is that of the texts, and `!` can
 * end one inside a key.
 */
const escaped =
  // eslint-disable-next-line no-control-regex -- controls are what must not reach a row key
  /[\u0000-\u002c./:-@[-`{-\u009f\u2027-\u2029\ud7ff\ufffd-\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Escape marks in order: the first unit behind those a mark serves, the mark, and the hexadecimal digits it takes. */
const marks: readonly { readonly below: number; readonly mark: string; readonly digits: number }[] = [
  { below: 0x2d, mark: '$', digits: 2 },
  { below: 0x30, mark: '.', digits: 2 },
  { below: 0x41, mark: ':', digits: 2 },
  { below: 0x61, mark: '_', digits: 2 },
  { below: 0xa0, mark: '~', digits: 2 },
  { below: 0x202a, mark: '\u2027', digits: 4 },
  { below: 0xe000, mark: '\ud7ff', digits: 4 },
  { below: 0x10000, mark: '\ufffd', digits: 4 },
];

function escapeUnit(text: string): string {
  const unit = text.charCodeAt(0);
  const row = marks.find(({ below }) => unit < below);
  return row === undefined ? text : row.mark + unit.toString(16).padStart(row.digits, '0');
}

/** Behind all row keys that begin as a text in front of it does: in them a digit follows on this mark. */
export const behindAllKeys = '\ufffd\ufffd';

/** Encodes any text for use in a key; injective, at most five units for one. */
export function encodeKey(text: string): string {
  return text.replace(escaped, escapeUnit);
}

/** Encodes the key of an entity; throws a 400 with both lengths when storage cannot hold it. */
export function storageKey(key: string): string {
  const encoded = encodeKey(key);
  if (encoded.length <= maxEncodedKeyLength) return encoded;
  throw new ODataError(
    'parameterIsTooLong',
    `The key 'id' has ${key.length} characters and takes ${encoded.length} once encoded for storage, which holds ` +
      `${maxEncodedKeyLength}: punctuation and symbols take up to five each. Use a shorter key.`,
    { target: 'id' },
  );
}
