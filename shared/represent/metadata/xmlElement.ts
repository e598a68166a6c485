/** An XML element: attributes that are undefined are not written; the content is elements, or text alone. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly content: readonly XmlElement[] | string;
}

/** References for what stands for itself neither in text nor in an attribute value (XML 1.0, 2.4 and 3.3.3). */
const references: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replace(/[&<>"\t\r\n]/g, (character) => references[character] ?? `&#${character.charCodeAt(0)};`);
}

/** Builds an element. */
export function xmlElement(
  name: string,
  attributes: XmlElement['attributes'] = {},
  content: XmlElement['content'] = [],
): XmlElement {
  return { name, attributes, content };
}

/** The tag an element begins with, without its end. */
function start({ name, attributes }: XmlElement): string {
  const written = Object.entries(attributes).flatMap(([attribute, value]) =>
    value === undefined ? [] : [` ${attribute}="${escaped(String(value))}"`],
  );
  return `<${name}${written.join('')}`;
}

/** What stands in an element, where all of it is on the line of the element: text, or elements without content. */
function inOneLine(content: XmlElement['content']): string | undefined {
  if (typeof content === 'string') return escaped(content);
  if (content.some((child) => child.content.length > 0)) return undefined;
  return content.map((child) => `${start(child)}/>`).join('');
}

/** The text of an element; a line holds an element without content of its own, or with one level of it. */
export function xmlText(element: XmlElement): string {
  const { name, content } = element;
  if (content.length === 0) return `${start(element)}/>\n`;
  const line = inOneLine(content);
  if (line !== undefined) return `${start(element)}>${line}</${name}>\n`;
  return `${start(element)}>\n${(content as readonly XmlElement[]).map(xmlText).join('')}</${name}>\n`;
}
