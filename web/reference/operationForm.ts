import { htmlElement } from '../page/elements.ts';
import { answerBox } from './answerBox.ts';
import { curlOf } from './curlOf.ts';
import { inlineCode } from './inlineCode.ts';
import { follow } from './follow.ts';
import type { Answer, OpenApiDocument, Operation, Parameter } from './openApi.ts';
import { acceptField, bodyField, parameterField } from './operationFields.ts';
import { requestOf, type ReadyRequest } from './requestOf.ts';
import { schemaTable } from './schemaTable.ts';

/** An operation where it is in the document. */
export interface PlacedOperation {
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}

/** What a form has to know of the page around it. */
export interface ReferenceContext {
  readonly document: OpenApiDocument;
  /** What prints a token in a shell. */
  readonly tokenCommand: string;
  /** A token for a scope; undefined where nobody is signed in. */
  token(scope: string | undefined): Promise<string | undefined>;
}

/** The scope with the least it takes: the document names it first. */
function scopeOf({ security = [] }: Operation): string | undefined {
  return security.map(({ delegated }) => delegated?.[0]).find((scope) => scope !== undefined);
}

const paragraphs = (text: string): readonly HTMLElement[] =>
  text.split(/\n\n+/).map((paragraph) => htmlElement('p', {}, ...inlineCode(paragraph)));

function answersTable(answers: readonly (readonly [status: string, answer: Answer])[]): HTMLElement {
  const rows = answers.map(([status, { description }]) =>
    htmlElement('div', {}, htmlElement('dt', {}, status), htmlElement('dd', {}, ...inlineCode(description))),
  );
  return htmlElement('dl', { class: 'answers' }, ...rows);
}

function folded(summary: string, ...content: readonly Node[]): HTMLElement {
  return htmlElement('details', {}, htmlElement('summary', {}, summary), ...content);
}

let forms = 0;

/** The form of an operation: what it takes, a button that sends it, and the answer. */
export function operationForm(context: ReferenceContext, { method, path, operation }: PlacedOperation): HTMLElement {
  const { document } = context;
  forms += 1;
  const id = `form${forms}`;
  const fields = (operation.parameters ?? []).map((given, at) =>
    parameterField(`${id}-${at}`, follow<Parameter>(document, given)),
  );
  const answers = Object.entries(operation.responses).map(
    ([status, answer]) => [status, follow<Answer>(document, answer)] as const,
  );
  const [, success] = answers[0] ?? [];
  const requested = operation.requestBody?.content;
  const body = requested && bodyField(`${id}-body`, document, requested);
  const accept = acceptField(`${id}-accept`, Object.keys(success?.content ?? {}));
  const box = answerBox();
  const scope = scopeOf(operation);
  const ready = (): ReadyRequest =>
    requestOf(method, path, {
      values: new Map(fields.map(({ parameter, control }) => [parameter, control.value])),
      accept: accept.read(),
      ...(body !== undefined && { body: body.read() }),
    });

  const form = htmlElement('form', { class: 'operation' });
  const isOptional = ({ parameter }: (typeof fields)[number]): boolean => parameter.required !== true;
  const optional = [
    ...fields.filter(isOptional).map(({ element }) => element),
    ...(accept.element ? [accept.element] : []),
  ];
  const curl = htmlElement('code');
  const command = folded('As a command', htmlElement('pre', { tabindex: 0 }, curl));
  const tell = (): void => {
    curl.textContent = curlOf(ready(), scope === undefined ? undefined : `$(${context.tokenCommand})`);
  };
  const [type] = Object.values(requested ?? success?.content ?? {});
  const table = type?.schema && schemaTable(document, type.schema);
  form.append(
    ...paragraphs(operation.description ?? ''),
    ...(scope === undefined
      ? []
      : [
          htmlElement(
            'p',
            { class: 'small quiet' },
            `Takes the permission ${scope.slice(scope.lastIndexOf('/') + 1)}.`,
          ),
        ]),
    ...fields.filter((field) => !isOptional(field)).map(({ element }) => element),
    ...(body === undefined ? [] : [body.element]),
    ...(optional.length === 0
      ? []
      : [folded('More that can be asked for', htmlElement('div', { class: 'grid' }, ...optional))]),
    htmlElement('button', { class: 'primary' }, 'Send'),
    box.element,
    command,
    ...(table === undefined ? [] : [folded('Properties', table)]),
    folded('Answers', answersTable(answers)),
  );
  tell();
  form.addEventListener('input', tell);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const sent = ready();
    void (async () => {
      const token = scope === undefined ? undefined : await context.token(scope);
      await box.send(sent, token);
    })();
  });
  return form;
}
