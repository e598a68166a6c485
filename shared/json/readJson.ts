import { isUtf8 } from 'node:buffer';
import { ODataError } from '../errors/odataError.ts';
import { jsonEscapes } from './jsonEscapes.ts';
import { RawNumber, type JsonValue } from './jsonValue.ts';

/** Most values of one text: each costs far more than its characters. */
const maxValues = 200_000;
/** Deepest nesting of arrays and objects that is read. */
const maxDepth = 64;
/** Integer tokens with more digits are kept as text: no type of the model holds them, and BigInt would be slow. */
const maxIntegerDigits = 40;

/** Digits of integers that are read without a pattern. */
const shortDigits = 9;

const quote = 0x22;
const comma = 0x2c;
const closingBrace = 0x7d;
const closingBracket = 0x5d;
const backslash = 0x5c;
const zero = 0x30;
const literals = { t: ['true', true], f: ['false', false], n: ['null', null] } as const;
const numberToken = /-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/y;

class JsonReader {
  readonly #text: string;
  readonly #invalid: string | undefined;
  readonly #path: (string | number)[] = [];
  #at = 0;
  #values = 0;

  constructor(text: string, invalidCharacter?: string) {
    this.#text = text;
    this.#invalid = invalidCharacter;
  }

  read(): JsonValue {
    const value = this.#value(0);
    this.#skipSpace();
    if (this.#at < this.#text.length) this.#fail('nothing may follow the JSON value');
    return value;
  }

  #value(depth: number): JsonValue {
    this.#skipSpace();
    this.#values += 1;
    if (this.#values > maxValues) this.#fail(`it may hold at most ${maxValues} values`);
    const character = this.#text[this.#at];
    if (character === '"') return this.#string();
    if (character === '{') return this.#object(depth + 1);
    if (character === '[') return this.#array(depth + 1);
    if (character === 't' || character === 'f' || character === 'n') {
      const [word, value] = literals[character];
      if (!this.#text.startsWith(word, this.#at)) this.#fail(`expected ${word}`);
      this.#at += word.length;
      return value;
    }
    return this.#number();
  }

  #object(depth: number): JsonValue {
    this.#enter(depth);
    const members = Object.create(null) as Record<string, JsonValue>;
    if (this.#closes('}')) return members;
    for (;;) {
      this.#skipSpace();
      if (this.#text.charCodeAt(this.#at) !== quote) this.#fail('expected a member name in double quotes');
      const name = this.#string();
      this.#path[depth - 1] = name;
      if (name in members) {
        this.#fail('the name occurs twice in one object; every name may occur once', 'duplicateProperty');
      }
      this.#skipSpace();
      if (this.#text[this.#at] !== ':') this.#fail('expected a colon behind the name');
      this.#at += 1;
      members[name] = this.#value(depth);
      this.#skipSpace();
      const next = this.#text[this.#at];
      this.#at += 1;
      if (next === '}') break;
      if (next !== ',') this.#fail('expected a comma or the end of the object', 'RequestBodyRead', this.#at - 1);
    }
    this.#path.length = depth - 1;
    return members;
  }

  #array(depth: number): JsonValue {
    this.#enter(depth);
    const items: JsonValue[] = [];
    if (this.#closes(']')) return items;
    for (;;) {
      this.#path[depth - 1] = items.length;
      items.push(this.#value(depth));
      this.#skipSpace();
      const next = this.#text[this.#at];
      this.#at += 1;
      if (next === ']') break;
      if (next !== ',') this.#fail('expected a comma or the end of the array', 'RequestBodyRead', this.#at - 1);
    }
    this.#path.length = depth - 1;
    return items;
  }

  #enter(depth: number): void {
    this.#at += 1;
    if (depth > maxDepth) this.#fail(`arrays and objects may be nested at most ${maxDepth} deep`);
  }

  #closes(bracket: string): boolean {
    this.#skipSpace();
    if (this.#text[this.#at] !== bracket) return false;
    this.#at += 1;
    return true;
  }

  #string(): string {
    const text = this.#text;
    let start = this.#at + 1;
    let result = '';
    let at = start;
    for (; ; at += 1) {
      const code = text.charCodeAt(at);
      if (code === quote) break;
      if (Number.isNaN(code)) this.#fail('the string is not closed', 'RequestBodyRead', this.#at);
      if (code < 0x20) this.#fail('control characters in a string must be escaped', 'RequestBodyRead', at);
      if (code !== backslash) continue;
      result += text.slice(start, at);
      const letter = text[at + 1] ?? '';
      const hex = text.slice(at + 2, at + 6);
      const plain = jsonEscapes[letter];
      if (plain !== undefined) result += plain;
      else if (letter === 'u' && /^[0-9a-fA-F]{4}$/.test(hex)) result += String.fromCharCode(parseInt(hex, 16));
      else this.#fail('the escape sequence is not one of JSON', 'RequestBodyRead', at);
      at += plain === undefined ? 5 : 1;
      start = at + 1;
    }
    result += text.slice(start, at);
    this.#at = at + 1;
    if (!result.isWellFormed()) this.#fail('the string holds half of a surrogate pair, which is not a character');
    if (this.#invalid !== undefined && result.includes(this.#invalid)) this.#fail('the string is not valid UTF-8');
    return result;
  }

  #number(): bigint | RawNumber {
    const short = this.#shortNumber();
    if (short !== undefined) return short;
    numberToken.lastIndex = this.#at;
    const match = numberToken.exec(this.#text);
    if (match === null) this.#fail('expected a JSON value');
    const token = match[0];
    this.#at += token.length;
    if (/[0-9.+\-A-Za-z_]/.test(this.#text[this.#at] ?? ''))
      this.#fail('the number is not written as JSON writes numbers');
    const isInteger = match[1] === undefined && match[2] === undefined && token !== '-0';
    return isInteger && token.length <= maxIntegerDigits ? BigInt(token) : new RawNumber(token);
  }

  /** An integer of a few digits, which most numbers are; undefined for any other. */
  #shortNumber(): bigint | undefined {
    const text = this.#text;
    const start = this.#at;
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
    this.#at = at;
    return BigInt(value);
  }

  #skipSpace(): void {
    for (;;) {
      const code = this.#text.charCodeAt(this.#at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
      this.#at += 1;
    }
  }

  #fail(problem: string, code: 'RequestBodyRead' | 'duplicateProperty' = 'RequestBodyRead', at = this.#at): never {
    const place = this.#path.slice(0, 4).map(String).join('/').slice(0, 200);
    const where = place === '' ? `at offset ${at}` : `in '${place}' at offset ${at}`;
    throw new ODataError(
      code,
      `The JSON text is not valid ${where}: ${problem}.`,
      place === '' ? {} : { target: place },
    );
  }
}

/**
 * Reads a JSON text strictly (RFC 8259: no duplicate names, no lone surrogates, bounded depth, at most 200,000 values) and
 * without loss.
 * Throws a 400 ODataError that names the member and the offset in UTF-16 units.
 */
export function readJson(text: string): JsonValue {
  return new JsonReader(text).read();
}

const decoder = new TextDecoder('utf-8');

/** Like readJson, from bytes, which must be UTF-8; a byte order mark in front is passed over (RFC 8259, 8.1). */
export function readJsonBytes(bytes: Uint8Array): JsonValue {
  const text = decoder.decode(bytes);
  if (isUtf8(bytes)) return readJson(text);
  // With replacement characters, so that the message can name the member.
  new JsonReader(text, '\uFFFD').read();
  throw new ODataError('RequestBodyRead', 'The body is not valid UTF-8; JSON is sent as UTF-8.');
}
