import { htmlElement } from '../page/elements.ts';
import { inlineCode } from './inlineCode.ts';
import { follow } from './follow.ts';
import type { OpenApiDocument, Reference, Schema } from './openApi.ts';

/** What a value is, in words: `integer (int64) or null`. */
function typeWords(document: OpenApiDocument, { type, format, enum: choices, items }: Schema): string {
  const types = typeof type === 'string' ? [type] : (type ?? ['any']);
  const [main = 'any', ...others] = types.map((name) =>
    name === 'array' && items !== undefined ? `list of ${typeWords(document, follow(document, items))}` : name,
  );
  const named = format === undefined ? main : `${main} (${format})`;
  const words = [named, ...others].join(' or ');
  return choices === undefined ? words : `${words}: ${choices.join(', ')}`;
}

/** The schema of one row: that of a list is what its items are. */
function rowSchema(document: OpenApiDocument, given: Schema | Reference): Schema {
  const schema = follow(document, given);
  const value = schema.properties?.['value'];
  const items = value === undefined ? undefined : follow<Schema>(document, value).items;
  return items === undefined ? schema : follow(document, items);
}

/** The properties of a body as a table; undefined where there are none to tell of. */
export function schemaTable(document: OpenApiDocument, given: Schema | Reference): HTMLElement | undefined {
  const { properties } = rowSchema(document, given);
  if (properties === undefined) return undefined;
  const rows = Object.entries(properties).map(([name, property]) => {
    const schema = follow<Schema>(document, property);
    return htmlElement(
      'tr',
      {},
      htmlElement('th', { scope: 'row' }, htmlElement('code', {}, name)),
      htmlElement('td', {}, typeWords(document, schema)),
      htmlElement('td', {}, ...inlineCode(schema.description ?? schema.title ?? '')),
    );
  });
  const heads = ['Property', 'Type', 'What it is'].map((text) => htmlElement('th', { scope: 'col' }, text));
  return htmlElement(
    'div',
    { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Properties' },
    htmlElement(
      'table',
      {},
      htmlElement('thead', {}, htmlElement('tr', {}, ...heads)),
      htmlElement('tbody', {}, ...rows),
    ),
  );
}
