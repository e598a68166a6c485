/** Most characters of a line: a service takes no entity of as many. */
const mostCharacters = 16_000_000;

/**
 * The lines of a text, split at line feeds alone: JSON may hold other separators of lines. Throws for a line that is longer than any
 * entity, so that no file takes more memory than that.
 */
export async function* readLines(stream: NodeJS.ReadableStream): AsyncGenerator<string> {
  stream.setEncoding('utf8');
  let begun: string[] = [];
  let length = 0;
  for await (const piece of stream) {
    const [first = '', ...more] = String(piece).split('\n');
    begun.push(first);
    length += first.length;
    if (length > mostCharacters) throw new Error(`a line has more than ${mostCharacters} characters`);
    const last = more.pop();
    if (last === undefined) continue;
    yield begun.join('');
    yield* more;
    begun = [last];
    length = last.length;
  }
  if (length > 0) yield begun.join('');
}
