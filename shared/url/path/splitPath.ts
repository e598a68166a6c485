import { characters } from '../syntax/characters.ts';

/** The length of the quote at the position, `'` or `%27`; 0 when there is none. */
function quoteLength(text: string, position: number): number {
  if (text.charCodeAt(position) === characters.quote) {
    return 1;
  }
  return text.startsWith('%27', position) ? 3 : 0;
}

/** 1 for an opening parenthesis, raw or encoded, -1 for a closing one, else 0. */
function nesting(text: string, position: number): number {
  const code = text.charCodeAt(position);
  if (code === characters.open || text.startsWith('%28', position)) {
    return 1;
  }
  return code === characters.close || text.startsWith('%29', position) ? -1 : 0;
}

/** The end of the segment that begins at `start`; a slash in its parentheses counts only where `keeps` is true. */
function segmentEnd(path: string, start: number): number {
  const keepsSlashes = path.startsWith('$filter', start);
  let depth = 0;
  let quoted = false;
  for (let position = start; position < path.length; position++) {
    const quote = depth > 0 ? quoteLength(path, position) : 0;
    if (quote > 0) {
      quoted = !quoted;
      position += quote - 1;
    } else if (!quoted && path.charCodeAt(position) === characters.slash && !(keepsSlashes && depth > 0)) {
      return position;
    } else if (!quoted) {
      depth += nesting(path, position);
    }
  }
  return path.length;
}

/**
 * Splits a percent-encoded path at its slashes. A slash between the quotes of a key, `Set('a/b')`, does not split: a
 * leniency, for clients that do not encode it; nor does one in the condition of a `$filter(...)` segment.
 */
export function splitPath(path: string): string[] {
  const segments: string[] = [];
  for (let start = 0; start <= path.length;) {
    const end = segmentEnd(path, start);
    segments.push(path.slice(start, end));
    start = end + 1;
  }
  return segments;
}
