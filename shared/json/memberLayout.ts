import type { JsonValue } from './jsonValue.ts';

/** Most names of a layout: each object of the array is first made with all of them. */
const maxNames = 100;

/**
 * The names of an object of an array, which those behind it mostly have in the same order: then no name is read again, and the
 * object has a layout in memory in common with the others, where one that is filled name by name has a table of its own.
 */
export class MemberLayout {
  readonly names: readonly string[];
  /** Each name as it stands in a text without blanks, with the colon behind it. */
  readonly tokens: readonly string[];
  readonly #blank: Readonly<Record<string, null>>;

  /** The layout of an object; undefined for one with too many members. */
  static of(members: Readonly<Record<string, JsonValue>>): MemberLayout | undefined {
    const names = Object.keys(members);
    return names.length > maxNames ? undefined : new MemberLayout(names);
  }

  private constructor(names: readonly string[]) {
    this.names = names;
    this.tokens = names.map((name) => `${JSON.stringify(name)}:`);
    // Objects read as JSON have their layout in common, whatever their number of members.
    this.#blank = JSON.parse(`{${this.tokens.map((token) => `${token}null`).join(',')}}`) as Record<string, null>;
  }

  /** An object with all the names, and without a prototype. */
  make(): Record<string, JsonValue> {
    return Object.setPrototypeOf({ ...this.#blank }, null) as Record<string, JsonValue>;
  }

  /** An object of the first members alone, for one that turns out to have others. */
  part(members: Readonly<Record<string, JsonValue>>, count: number): Record<string, JsonValue> {
    const made = Object.create(null) as Record<string, JsonValue>;
    for (const name of this.names.slice(0, count)) made[name] = members[name] ?? null;
    return made;
  }
}
