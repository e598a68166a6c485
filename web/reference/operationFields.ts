import { htmlElement } from '../page/elements.ts';
import { inlineCode } from './inlineCode.ts';
import { follow } from './follow.ts';
import type { Content, OpenApiDocument, Parameter } from './openApi.ts';

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** A label, its control, and what is to be known of it. */
function field(id: string, label: string, control: Control, hint = ''): HTMLElement {
  control.id = id;
  const said = htmlElement('p', { class: 'small quiet', id: `${id}-hint` }, ...inlineCode(hint));
  if (hint !== '') control.setAttribute('aria-describedby', said.id);
  return htmlElement(
    'div',
    { class: 'field' },
    htmlElement('label', { for: id }, label),
    control,
    ...(hint === '' ? [] : [said]),
  );
}

function choice(values: readonly string[]): HTMLSelectElement {
  return htmlElement('select', {}, ...values.map((value) => htmlElement('option', { value }, value)));
}

/** A parameter and where its value is typed. */
export interface ParameterField {
  readonly parameter: Parameter;
  readonly control: HTMLInputElement | HTMLSelectElement;
  readonly element: HTMLElement;
}

/** The field of a parameter, with its example where it has to have a value. */
export function parameterField(id: string, parameter: Parameter): ParameterField {
  const { name, required = false, description, schema, example = '' } = parameter;
  const control =
    schema.enum === undefined
      ? htmlElement('input', { autocomplete: 'off', spellcheck: 'false', maxlength: schema.maxLength })
      : choice(schema.enum);
  control.required = required;
  if (control instanceof HTMLInputElement && required) control.value = example;
  return { parameter, control, element: field(id, required ? `${name} (required)` : name, control, description) };
}

/** Where a body is typed, with its media type. */
export interface BodyField {
  readonly element: HTMLElement;
  read(): { readonly type: string; readonly text: string };
}

/** The example of a body as text; empty where the document has none. */
function exampleOf(document: OpenApiDocument, content: Content, type: string): string {
  const [example] = Object.values(content[type]?.examples ?? {});
  return example === undefined ? '' : JSON.stringify(follow<{ value: unknown }>(document, example).value, undefined, 2);
}

/** The field of a body, filled with the example of the document. */
export function bodyField(id: string, document: OpenApiDocument, content: Content): BodyField {
  const types = Object.keys(content);
  const example = exampleOf(document, content, types[0] ?? '');
  const rows = Math.min(Math.max(example.split('\n').length, 4), 24);
  const text = htmlElement('textarea', { rows, spellcheck: 'false', autocomplete: 'off' });
  text.value = example;
  const type = choice(types);
  const typed = types.length > 1 ? [field(`${id}-type`, 'Content-Type', type)] : [];
  return {
    element: htmlElement('div', {}, ...typed, field(id, 'Body', text)),
    read: () => ({ type: type.value, text: text.value }),
  };
}

/** What the answer may be in: a choice where there is more than one. */
export function acceptField(
  id: string,
  types: readonly string[],
): { element?: HTMLElement; read(): string | undefined } {
  const [only] = types;
  if (types.length < 2) return { read: () => only };
  const control = choice(types);
  return { element: field(id, 'Accept', control, 'What the answer shall be in.'), read: () => control.value };
}
