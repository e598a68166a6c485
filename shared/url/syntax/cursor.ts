import type { InnerCode } from '../../errors/errorTable.ts';
import { ODataError } from '../../errors/odataError.ts';
import { isBlank } from './characters.ts';
import { limits } from './limits.ts';
import { operatorHint } from './operatorHint.ts';
import type { AggregateItem, Expression, QueryOption, Transformation } from './syntaxTree.ts';

/** What is being read: how messages name it, and the inner code its errors carry. */
export interface Subject {
  readonly name: string;
  readonly innerCode: InnerCode;
}

/** The rules that rules below them need in turn; the cursor carries them so that no file imports in a circle. */
export interface Grammar {
  readonly expression: (cursor: Cursor) => Expression;
  /** Options in parentheses, `(name=value;...)`, whose names must be in `allowed`. */
  readonly options: (cursor: Cursor, allowed: ReadonlySet<string>) => readonly QueryOption[];
  /** What stands in the parentheses of `/aggregate(...)`. */
  readonly aggregation: (cursor: Cursor) => AggregateItem;
  /** Transformations joined by slashes: the value of `$apply`. */
  readonly transformations: (cursor: Cursor) => readonly Transformation[];
}

/** UTF-16 units of a finding, which may quote a name from the request. */
const longestFinding = 300;

/** A position in a decoded text, with the limits that hold for it. Readers move it forward and never far back. */
export class Cursor {
  readonly text: string;
  readonly subject: Subject;
  readonly grammar: Grammar;
  /** Offset of `text` in what positions are counted in. */
  readonly base: number;
  position = 0;
  #depth = 0;
  #nodes = 0;

  /** Throws `tooManyTermsInQuery` for a text that is too long. */
  constructor(text: string, subject: Subject, grammar: Grammar, base = 0) {
    this.text = text;
    this.subject = subject;
    this.grammar = grammar;
    this.base = base;
    if (text.length > limits.length) {
      throw this.#excess(`is longer than ${limits.length} characters`);
    }
  }

  get atEnd(): boolean {
    return this.position >= this.text.length;
  }

  /** The code of the next character; NaN at the end. */
  get next(): number {
    return this.text.charCodeAt(this.position);
  }

  /** Counts one node of the tree and returns its `at`; `start` is a position in the text. */
  node(start: number): number {
    if (++this.#nodes > limits.nodes) {
      throw this.#excess(`has more than ${limits.nodes} terms`);
    }
    return this.base + start;
  }

  /** Goes one level deeper; every call is paired with `leave` unless an error ends the parse. */
  enter(): void {
    if (++this.#depth > limits.depth) {
      throw this.#excess(`is nested more than ${limits.depth} levels deep`);
    }
  }

  leave(): void {
    this.#depth--;
  }

  skipBlanks(): void {
    while (isBlank(this.next)) {
      this.position++;
    }
  }

  /** At least one blank (ABNF rule RWS). */
  requireBlanks(): void {
    if (!isBlank(this.next)) {
      throw this.unexpected('a space');
    }
    this.skipBlanks();
  }

  /** Steps over the character if it is the next one. */
  accept(code: number): boolean {
    if (this.next !== code) {
      return false;
    }
    this.position++;
    return true;
  }

  /** Steps over the character, which must be the next one. */
  expect(code: number): void {
    if (!this.accept(code)) {
      throw this.unexpected(`"${String.fromCharCode(code)}"`);
    }
  }

  /** Steps over a comma; a blank behind it is a leniency, clients write lists that way. */
  acceptComma(): boolean {
    if (!this.accept(0x2c)) {
      return false;
    }
    this.skipBlanks();
    return true;
  }

  /** Steps over blanks and a comma, and blanks behind it (BWS COMMA BWS); without a comma it stays where it was. */
  acceptSpacedComma(): boolean {
    const start = this.position;
    this.skipBlanks();
    if (this.acceptComma()) {
      return true;
    }
    this.position = start;
    return false;
  }

  /** Blanks and the closing parenthesis. */
  close(): void {
    const { position } = this;
    this.skipBlanks();
    if (this.accept(0x29)) return;
    this.position = position;
    throw this.unexpectedBehind('")"');
  }

  /** The error for a text that goes on differently than the grammar wants. */
  unexpected(expected: string): ODataError {
    const end = this.position + 20;
    const found = this.atEnd
      ? 'the end'
      : `"${this.text.slice(this.position, end)}${end < this.text.length ? '…' : ''}"`;
    return this.invalid(`expected ${expected}, found ${found}`, this.position);
  }

  /** The error for a text that goes on differently than the grammar wants, at a place where an operator may stand. */
  unexpectedBehind(expected: string): ODataError {
    const hint = operatorHint(this.text.slice(this.position, this.position + 40));
    return this.unexpected(hint === undefined ? expected : `${expected} (${hint})`);
  }

  /** The error for what stands at `start`. */
  invalid(finding: string, start: number): ODataError {
    return new ODataError(
      this.subject.innerCode,
      `${this.subject.name} is not valid at position ${this.base + start}: ${finding.slice(0, longestFinding)}.`,
      { target: this.subject.name },
    );
  }

  #excess(finding: string): ODataError {
    return new ODataError('tooManyTermsInQuery', `${this.subject.name} ${finding}; make it simpler.`, {
      target: this.subject.name,
    });
  }
}
