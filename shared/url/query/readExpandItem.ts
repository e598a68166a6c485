import { characters } from '../syntax/characters.ts';
import type { Cursor } from '../syntax/cursor.ts';
import { identifierEnd, readIdentifier } from '../syntax/readIdentifier.ts';
import { readPropertyStep } from '../expression/readPropertyPath.ts';
import type { Argument, PathItem, PathStep, QueryOption } from '../syntax/syntaxTree.ts';

const counted = ['filter', 'search'];
const referenced = [...counted, 'orderby', 'skip', 'top', 'count'];
const temporal = ['at', 'from', 'to', 'toinclusive'];

/** The options that may stand in parentheses behind each kind of item (ABNF expandOption, selectOption ...). */
const allowed = {
  expand: new Set([...referenced, ...temporal, 'select', 'expand', 'compute', 'levels', 'apply', 'alias']),
  expandRef: new Set(referenced),
  expandCount: new Set(counted),
  expandStar: new Set(['levels']),
  select: new Set([...referenced, 'compute', 'select', 'alias']),
} as const satisfies Record<string, ReadonlySet<string>>;

function readOptions(cursor: Cursor, names: ReadonlySet<string>): readonly QueryOption[] {
  return cursor.next === characters.open ? cursor.grammar.options(cursor, names) : [];
}

function star(cursor: Cursor): PathStep {
  const at = cursor.node(cursor.position++);
  return { step: 'star', at };
}

/** A step that begins with `$`, which must be one of `names`; undefined, and nothing read, when there is none. */
function acceptDollar<N extends 'ref' | 'count' | 'value'>(cursor: Cursor, names: readonly N[]): N | undefined {
  const { text, position } = cursor;
  if (cursor.next !== characters.dollar) {
    return undefined;
  }
  const end = identifierEnd(text, position + 1);
  const found = names.find((name) => text.slice(position + 1, end) === name);
  if (found !== undefined) {
    cursor.position = end;
  }
  return found;
}

/** `*`, `*` + `/$ref`, or `*(levels=n)`. */
function readExpandStar(cursor: Cursor, at: number): PathItem {
  const steps = [star(cursor)];
  if (cursor.next !== characters.slash) {
    return { at, steps, options: readOptions(cursor, allowed.expandStar) };
  }
  const start = ++cursor.position;
  if (acceptDollar(cursor, ['ref']) === undefined) {
    throw cursor.unexpected('$ref');
  }
  steps.push({ step: 'ref', at: cursor.node(start) });
  return { at, steps, options: [] };
}

/** Reads one item of `$expand` (ABNF expandItem). */
export function readExpandItem(cursor: Cursor): PathItem {
  const start = cursor.position;
  const at = cursor.base + start;
  if (cursor.next === characters.star) {
    return readExpandStar(cursor, at);
  }
  if (acceptDollar(cursor, ['value']) !== undefined) {
    return { at, steps: [{ step: 'value', at: cursor.node(start) }], options: [] };
  }
  const steps = [readPropertyStep(cursor)];
  while (cursor.accept(characters.slash)) {
    const { position } = cursor;
    const last = acceptDollar(cursor, ['ref', 'count']);
    if (last !== undefined) {
      steps.push({ step: last, at: cursor.node(position) });
      return { at, steps, options: readOptions(cursor, last === 'ref' ? allowed.expandRef : allowed.expandCount) };
    }
    if (cursor.next === characters.star) {
      const rest = readExpandStar(cursor, at);
      return { ...rest, steps: [...steps, ...rest.steps] };
    }
    steps.push(readPropertyStep(cursor));
  }
  return { at, steps, options: readOptions(cursor, allowed.expand) };
}

/** True when parentheses hold names of parameters rather than options: `Model.Function(first,second)`. */
function isParameterList(cursor: Cursor): boolean {
  const start = cursor.position + 1;
  const end = identifierEnd(cursor.text, start);
  const behind = cursor.text.charCodeAt(end);
  return end > start && (behind === characters.comma || behind === characters.close);
}

function readParameterNames(cursor: Cursor): Argument[] {
  const names: Argument[] = [];
  cursor.position++;
  do {
    const at = cursor.node(cursor.position);
    const name = readIdentifier(cursor);
    names.push({ at, value: { kind: 'path', at, steps: [{ step: 'name', at, name }] } });
  } while (cursor.acceptComma());
  cursor.expect(characters.close);
  return names;
}

/** Reads one item of `$select`: a path, `*`, `Namespace.*` or a function with its parameter names (ABNF selectItem). */
export function readSelectItem(cursor: Cursor): PathItem {
  const start = cursor.position;
  const at = cursor.base + start;
  if (cursor.next === characters.star) {
    return { at, steps: [star(cursor)], options: [] };
  }
  const steps = [readPropertyStep(cursor)];
  if (cursor.text.startsWith('.*', cursor.position) && steps[0]?.step === 'name') {
    cursor.position += 2;
    return { at, steps: [{ step: 'name', at, name: cursor.text.slice(start, cursor.position) }], options: [] };
  }
  while (cursor.accept(characters.slash)) {
    steps.push(readPropertyStep(cursor));
  }
  const last = steps.at(-1);
  if (cursor.next === characters.open && last?.step === 'name' && isParameterList(cursor)) {
    steps[steps.length - 1] = { ...last, arguments: readParameterNames(cursor) };
    return { at, steps, options: [] };
  }
  return { at, steps, options: readOptions(cursor, allowed.select) };
}
