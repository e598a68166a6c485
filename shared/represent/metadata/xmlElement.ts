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

/** The text of an element, one line per element, indented by a blank per level. */
export function xmlText({ name, attributes, content }: XmlElement, indent = ''): string {
  let start = `${indent}<${name}`;
  for (const [attribute, value] of Object.entries(attributes)) {
    if (value !== undefined) start += ` ${attribute}="${escaped(String(value))}"`;
  }
  if (content.length === 0) return `${start}/>\n`;
  if (typeof content === 'string') return `${start}>${escaped(content)}</${name}>\n`;
  return `${start}>\n${content.map((child) => xmlText(child, `${indent} `)).join('')}${indent}</${name}>\n`;
}
