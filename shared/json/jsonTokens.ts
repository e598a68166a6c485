import { ODataError } from '../errors/odataError.ts';
import { jsonCharacters } from './jsonCharacters.ts';
import { jsonEscapes } from './jsonEscapes.ts';
import { RawNumber } from './jsonValue.ts';

/** Integer tokens with more digits are kept as text: no type of the model holds them, and BigInt would be slow. */
const maxIntegerDigits = 40;
/** Most characters of a string, a number, or the blanks between: they are read without a pause. A body of 1 MiB in base64 has fewer. */
const maxToken = 1_500_000;
/** Digits of integers that are read without a pattern. */
const shortDigits = 9;

const { quote, comma, closingBrace, closingBracket } = jsonCharacters;
const zero = 0x30;
const backslash = 0x5c;
const numberToken = /-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/y;

/** The characters of one JSON text: strings, numbers and blanks, and what is said where it is none. */
export class JsonTokens {
  readonly text: string;
  /** The place of the next character. */
  at = 0;
  /** Names and places of the members around the next character. */
  readonly path: (string | number)[] = [];
  readonly #invalid: string | undefined;

  constructor(text: string, invalid?: string) {
    this.text = text;
    this.#invalid = invalid;
  }

  /** The string that begins here. */
  string(): string {
    const text = this.text;
    let start = this.at + 1;
    let result = '';
    let at = start;
    for (; ; at += 1) {
      const code = text.charCodeAt(at);
      if (code === quote) break;
      if (Number.isNaN(code)) this.fail('the string is not closed', 'RequestBodyRead', this.at);
      if (code < 0x20) this.fail('control characters in a string must be escaped', 'RequestBodyRead', at);
      if (code !== backslash) continue;
      result += text.slice(start, at);
      const letter = text[at + 1] ?? '';
      const hex = text.slice(at + 2, at + 6);
      const plain = jsonEscapes[letter];
      if (plain !== undefined) result += plain;
      else if (letter === 'u' && /^[0-9a-fA-F]{4}$/.test(hex)) result += String.fromCharCode(parseInt(hex, 16));
      else this.fail('the escape sequence is not one of JSON', 'RequestBodyRead', at);
      at += plain === undefined ? 5 : 1;
      start = at + 1;
    }
    result += text.slice(start, at);
    if (at - this.at > maxToken) this.fail(`a string may have at most ${maxToken} characters`);
    this.at = at + 1;
    if (!result.isWellFormed()) this.fail('the string holds half of a surrogate pair, which is not a character');
    if (this.#invalid !== undefined && result.includes(this.#invalid)) this.fail('the string is not valid UTF-8');
    return result;
  }

  /** The number that begins here, the only value that is left when no other does. */
  number(): bigint | RawNumber {
    const short = this.#shortNumber();
    if (short !== undefined) return short;
    numberToken.lastIndex = this.at;
    const match = numberToken.exec(this.text);
    if (match === null) this.fail('expected a JSON value');
    const token = match[0];
    if (token.length > maxToken) this.fail(`a number may have at most ${maxToken} characters`);
    this.at += token.length;
    if (/[0-9.+\-A-Za-z_]/.test(this.text[this.at] ?? ''))
      this.fail('the number is not written as JSON writes numbers');
    const isInteger = match[1] === undefined && match[2] === undefined && token !== '-0';
    return isInteger && token.length <= maxIntegerDigits ? BigInt(token) : new RawNumber(token);
  }

  /** An integer of a few digits, which most numbers are; undefined for any other. */
  #shortNumber(): bigint | undefined {
    const text = this.text;
    const start = this.at;
    let value = 0;
    let at = start;
    for (; at - start < shortDigits; at += 1) {
      const digit = text.charCodeAt(at) - zero;
      if (!(digit >= 0 && digit <= 9)) break;
      value = value * 10 + digit;
    }
    const next = text.charCodeAt(at);
    const isOver = next === comma || next === closingBrace || next === closingBracket;
    if (!isOver || at === start || (at > start + 1 && text.charCodeAt(start) === zero)) return undefined;
    this.at = at;
    return BigInt(value);
  }

  skipSpace(): void {
    const start = this.at;
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) break;
      this.at += 1;
    }
    if (this.at - start > maxToken) this.fail(`at most ${maxToken} blanks may follow one another`);
  }

  fail(problem: string, code: 'RequestBodyRead' | 'duplicateProperty' = 'RequestBodyRead', at = this.at): never {
    const place = this.path.slice(0, 4).map(String).join('/').slice(0, 200);
    const where = place === '' ? `at offset ${at}` : `in '${place}' at offset ${at}`;
    throw new ODataError(
      code,
      `The JSON text is not valid ${where}: ${problem}.`,
      place === '' ? {} : { target: place },
    );
  }
}
