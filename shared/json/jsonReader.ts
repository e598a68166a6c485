import { ODataError } from '../errors/odataError.ts';
import { jsonEscapes } from './jsonEscapes.ts';
import { RawNumber, type JsonValue } from './jsonValue.ts';

/** Most values of one text: each costs far more than its characters. */
const maxValues = 200_000;
/** Deepest nesting of arrays and objects that is read. */
const maxDepth = 64;
/** Integer tokens with more digits are kept as text: no type of the model holds them, and BigInt would be slow. */
const maxIntegerDigits = 40;
/** Most characters of a string, a number, or the blanks between: they are read without a pause. A body of 1 MiB in base64 has fewer. */
const maxToken = 1_500_000;

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

/** An array or an object whose end is still to be read; of an object the name of the member that is read. */
type Open =
  | { readonly items: JsonValue[]; readonly members?: undefined }
  | { readonly members: Record<string, JsonValue>; name: string; readonly items?: undefined };

/**
 * Reads one JSON text as `readJson` does, as far at a time as is wanted. `invalid` is a character that no string may hold.
 */
export class JsonReader {
  readonly #text: string;
  readonly #invalid: string | undefined;
  readonly #path: (string | number)[] = [];
  readonly #open: Open[] = [];
  #at = 0;
  #values = 0;
  #value: JsonValue = null;
  #isRead = false;

  constructor(text: string, invalid?: string) {
    this.#text = text;
    this.#invalid = invalid;
  }

  /** How many characters were read. */
  get at(): number {
    return this.#at;
  }

  /** The value, once it is read; undefined before. */
  get value(): JsonValue | undefined {
    return this.#isRead ? this.#value : undefined;
  }

  /** Reads so many characters on, to the end of a token; to the end unless given. Throws a 400 for what is not valid. */
  readOn(characters = Infinity): void {
    const until = this.#at + characters;
    while (!this.#isRead && this.#at < until) this.#readValue();
  }

  /** Reads what a value begins with: all of a scalar, or up to the first value of an array or an object. */
  #readValue(): void {
    this.#skipSpace();
    this.#values += 1;
    if (this.#values > maxValues) this.#fail(`it may hold at most ${maxValues} values`);
    const character = this.#text[this.#at];
    if (character === '{') {
      this.#enter();
      const members = Object.create(null) as Record<string, JsonValue>;
      if (this.#closes('}')) this.#complete(members);
      else {
        this.#open.push({ members, name: '' });
        this.#readName();
      }
    } else if (character === '[') {
      this.#enter();
      const items: JsonValue[] = [];
      if (this.#closes(']')) this.#complete(items);
      else {
        this.#path[this.#open.length] = 0;
        this.#open.push({ items });
      }
    } else this.#complete(this.#scalar(character));
  }

  #scalar(character: string | undefined): JsonValue {
    if (character === '"') return this.#string();
    if (character !== 't' && character !== 'f' && character !== 'n') return this.#number();
    const [word, value] = literals[character];
    if (!this.#text.startsWith(word, this.#at)) this.#fail(`expected ${word}`);
    this.#at += word.length;
    return value;
  }

  /** Puts a value in its place, and the arrays and objects that end with it in theirs. */
  #complete(value: JsonValue): void {
    let done = value;
    for (;;) {
      const open = this.#open.at(-1);
      if (open === undefined) {
        this.#finish(done);
        return;
      }
      const { items, members } = open;
      if (items === undefined) members[open.name] = done;
      else items.push(done);
      this.#skipSpace();
      const next = this.#text.charCodeAt(this.#at);
      this.#at += 1;
      if (next === comma) {
        if (items === undefined) this.#readName();
        else this.#path[this.#open.length - 1] = items.length;
        return;
      }
      if (next !== (items === undefined ? closingBrace : closingBracket)) {
        const what = items === undefined ? 'object' : 'array';
        this.#fail(`expected a comma or the end of the ${what}`, 'RequestBodyRead', this.#at - 1);
      }
      this.#open.pop();
      this.#path.length = this.#open.length;
      done = items ?? members;
    }
  }

  #finish(value: JsonValue): void {
    this.#skipSpace();
    if (this.#at < this.#text.length) this.#fail('nothing may follow the JSON value');
    this.#value = value;
    this.#isRead = true;
  }

  /** The name of the next member of the object that is read, and the colon behind it. */
  #readName(): void {
    this.#skipSpace();
    if (this.#text.charCodeAt(this.#at) !== quote) this.#fail('expected a member name in double quotes');
    const name = this.#string();
    const open = this.#open.at(-1);
    if (open?.members === undefined) return;
    this.#path[this.#open.length - 1] = name;
    if (name in open.members) {
      this.#fail('the name occurs twice in one object; every name may occur once', 'duplicateProperty');
    }
    open.name = name;
    this.#skipSpace();
    if (this.#text[this.#at] !== ':') this.#fail('expected a colon behind the name');
    this.#at += 1;
  }

  #enter(): void {
    this.#at += 1;
    if (this.#open.length >= maxDepth) this.#fail(`arrays and objects may be nested at most ${maxDepth} deep`);
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
    if (at - this.#at > maxToken) this.#fail(`a string may have at most ${maxToken} characters`);
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
    if (token.length > maxToken) this.#fail(`a number may have at most ${maxToken} characters`);
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
    const start = this.#at;
    for (;;) {
      const code = this.#text.charCodeAt(this.#at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) break;
      this.#at += 1;
    }
    if (this.#at - start > maxToken) this.#fail(`at most ${maxToken} blanks may follow one another`);
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
