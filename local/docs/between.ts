/**
 * A text with another content between two marks, `<!-- name -->` and `<!-- /name -->`.
 *
 * @throws Error when the text has lost them
 */
export function between(text: string, name: string, content: string): string {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`The document needs the marks ${begin} and ${end}.`);
  return `${text.slice(0, from)}${begin}\n\n${content}\n\n${text.slice(to)}`;
}
