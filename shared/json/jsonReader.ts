import { jsonCharacters } from './jsonCharacters.ts';
import { JsonTokens } from './jsonTokens.ts';
import type { JsonValue } from './jsonValue.ts';
import { MemberLayout } from './memberLayout.ts';

/** Most values of one text: each costs far more than its characters. */
const maxValues = 200_000;
/** Deepest nesting of arrays and objects that is read. */
const maxDepth = 64;

const { quote, comma, closingBrace, closingBracket } = jsonCharacters;
const literals = { t: ['true', true], f: ['false', false], n: ['null', null] } as const;

/** An array or an object whose end is still to be read; of an object the name of the member that is read. */
type Open = OpenArray | OpenObject;

interface OpenArray {
  readonly items: JsonValue[];
  readonly members?: undefined;
  /** That of its first object. */
  layout?: MemberLayout | undefined;
}

interface OpenObject {
  members: Record<string, JsonValue>;
  name: string;
  readonly items?: undefined;
  /** The layout that `members` was made in, and which of its names comes next; as long as the text has them in that order. */
  layout: MemberLayout | undefined;
  next: number;
}

/**
 * Reads one JSON text as `readJson` does, as far at a time as is wanted. `invalid` is a character that no string may hold.
 */
export class JsonReader {
  readonly #tokens: JsonTokens;
  readonly #open: Open[] = [];
  #values = 0;
  #value: JsonValue = null;
  #isRead = false;

  constructor(text: string, invalid?: string) {
    this.#tokens = new JsonTokens(text, invalid);
  }

  /** How many characters were read. */
  get at(): number {
    return this.#tokens.at;
  }

  /** The value, once it is read; undefined before. */
  get value(): JsonValue | undefined {
    return this.#isRead ? this.#value : undefined;
  }

  /** Reads so many characters on, to the end of a token; to the end unless given. Throws a 400 for what is not valid. */
  readOn(characters = Infinity): void {
    const until = this.#tokens.at + characters;
    while (!this.#isRead && this.#tokens.at < until) this.#readValue();
  }

  /** Reads what a value begins with: all of a scalar, or up to the first value of an array or an object. */
  #readValue(): void {
    this.#tokens.skipSpace();
    this.#values += 1;
    if (this.#values > maxValues) this.#tokens.fail(`it may hold at most ${maxValues} values`);
    const character = this.#tokens.text[this.#tokens.at];
    if (character === '{') {
      this.#enter();
      if (this.#closes('}')) this.#complete(Object.create(null) as Record<string, JsonValue>);
      else {
        const layout = this.#open.at(-1)?.layout;
        const isInArray = layout !== undefined && this.#open.at(-1)?.items !== undefined;
        const members = isInArray ? layout.make() : (Object.create(null) as Record<string, JsonValue>);
        this.#open.push({ members, name: '', layout: isInArray ? layout : undefined, next: 0 });
        this.#readName();
      }
    } else if (character === '[') {
      this.#enter();
      const items: JsonValue[] = [];
      if (this.#closes(']')) this.#complete(items);
      else {
        this.#tokens.path[this.#open.length] = 0;
        this.#open.push({ items });
      }
    } else this.#complete(this.#scalar(character));
  }

  #scalar(character: string | undefined): JsonValue {
    if (character === '"') return this.#tokens.string();
    if (character !== 't' && character !== 'f' && character !== 'n') return this.#tokens.number();
    const [word, value] = literals[character];
    if (!this.#tokens.text.startsWith(word, this.#tokens.at))
      this.#tokens.fail(`expected ${word} or another JSON value`);
    this.#tokens.at += word.length;
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
      const { items } = open;
      if (items === undefined) open.members[open.name] = done;
      else items.push(done);
      this.#tokens.skipSpace();
      const next = this.#tokens.text.charCodeAt(this.#tokens.at);
      this.#tokens.at += 1;
      if (next === comma) {
        if (items === undefined) this.#readName();
        else this.#tokens.path[this.#open.length - 1] = items.length;
        return;
      }
      if (next !== (items === undefined ? closingBrace : closingBracket)) {
        const what = items === undefined ? 'object' : 'array';
        this.#tokens.fail(`expected a comma or the end of the ${what}`, 'RequestBodyRead', this.#tokens.at - 1);
      }
      this.#open.pop();
      this.#tokens.path.length = this.#open.length;
      done = items ?? this.#whole(open);
    }
  }

  /** An object at its end, in the layout of the array it is in, if it has the names of that. */
  #whole(object: OpenObject): Record<string, JsonValue> {
    const { members, layout, next } = object;
    if (layout !== undefined) return next === layout.names.length ? members : layout.part(members, next);
    const array = this.#open.at(-1);
    if (array?.items?.length === 0) array.layout = MemberLayout.of(members);
    return members;
  }

  #finish(value: JsonValue): void {
    this.#tokens.skipSpace();
    if (this.#tokens.at < this.#tokens.text.length) this.#tokens.fail('nothing may follow the JSON value');
    this.#value = value;
    this.#isRead = true;
  }

  /** The name of the next member of the object that is read, and the colon behind it. */
  #readName(): void {
    if (this.#readNextName()) return;
    this.#tokens.skipSpace();
    if (this.#tokens.text.charCodeAt(this.#tokens.at) !== quote)
      this.#tokens.fail('expected a member name in double quotes');
    const name = this.#tokens.string();
    const open = this.#open.at(-1);
    if (open?.members === undefined) return;
    this.#tokens.path[this.#open.length - 1] = name;
    if (name in open.members) {
      this.#tokens.fail('the name occurs twice in one object; every name may occur once', 'duplicateProperty');
    }
    open.name = name;
    this.#tokens.skipSpace();
    if (this.#tokens.text[this.#tokens.at] !== ':') this.#tokens.fail('expected a colon behind the name');
    this.#tokens.at += 1;
  }

  /** Reads the name that comes next in the layout of the object; where the text has another, the object gets a layout of its own. */
  #readNextName(): boolean {
    const open = this.#open.at(-1);
    const layout = open?.layout;
    if (open?.members === undefined || layout === undefined) return false;
    const token = layout.tokens[open.next];
    if (token !== undefined && this.#tokens.text.startsWith(token, this.#tokens.at)) {
      open.name = layout.names[open.next] ?? '';
      open.next += 1;
      this.#tokens.path[this.#open.length - 1] = open.name;
      this.#tokens.at += token.length;
      return true;
    }
    open.members = layout.part(open.members, open.next);
    open.layout = undefined;
    // The others of the array would hardly have it either.
    const array = this.#open.at(-2);
    if (array?.items !== undefined) array.layout = undefined;
    return false;
  }

  #enter(): void {
    this.#tokens.at += 1;
    if (this.#open.length >= maxDepth) this.#tokens.fail(`arrays and objects may be nested at most ${maxDepth} deep`);
  }

  #closes(bracket: string): boolean {
    this.#tokens.skipSpace();
    if (this.#tokens.text[this.#tokens.at] !== bracket) return false;
    this.#tokens.at += 1;
    return true;
  }
}
