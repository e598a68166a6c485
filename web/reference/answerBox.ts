import { reasonOf } from '../../shared/errors/reasonOf.ts';
import { htmlElement } from '../page/elements.ts';
import type { ReadyRequest } from './requestOf.ts';

/** Characters of an answer that are shown; what is more is counted. */
const shownCharacters = 50_000;

/** A body for people: JSON on lines of its own. Numbers stay the digits they are. */
function readable(text: string, type: string): string {
  // A number of 64 bits would lose digits on the way through a number of the browser.
  const isExact = !/[:[,]\s*-?\d{16}/.test(text);
  if (!type.includes('json') || !isExact) return text;
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2);
  } catch {
    return text;
  }
}

function cut(text: string): string {
  const more = text.length - shownCharacters;
  return more > 0 ? `${text.slice(0, shownCharacters)}\n... and ${more.toLocaleString('en-GB')} characters more` : text;
}

/** Where the answer to a request is shown. */
export interface AnswerBox {
  readonly element: HTMLElement;
  /** Sends a request, and shows what comes of it. */
  send(request: ReadyRequest, token: string | undefined): Promise<void>;
}

/** The place of the answers of one form. */
export function answerBox(): AnswerBox {
  const status = htmlElement('p', { class: 'answer-status', role: 'status' });
  const content = htmlElement('div');
  const show = (text: string, ...parts: readonly Node[]): void => {
    status.textContent = text;
    content.replaceChildren(...parts);
  };
  return {
    element: htmlElement('div', { class: 'answer' }, status, content),
    async send({ method, target, headers, body }, token) {
      show('Sending ...');
      const begun = performance.now();
      try {
        const response = await fetch(target, {
          method,
          headers: { ...headers, ...(token !== undefined && { Authorization: `Bearer ${token}` }) },
          ...(body !== undefined && { body }),
        });
        const text = await response.text();
        const milliseconds = Math.round(performance.now() - begun);
        const lines = [...response.headers].map(([name, value]) => `${name}: ${value}`);
        const shown = cut(readable(text, response.headers.get('content-type') ?? ''));
        show(
          `${response.status} ${response.statusText}`.trim() + `, in ${milliseconds} ms`,
          ...(shown === '' ? [] : [htmlElement('pre', { tabindex: 0, class: 'answer-body' }, shown)]),
          htmlElement(
            'details',
            {},
            htmlElement('summary', {}, 'Headers of the answer'),
            htmlElement('pre', { tabindex: 0 }, lines.join('\n')),
          ),
        );
      } catch (error) {
        show(`There was no answer. ${reasonOf(error)}`);
      }
    },
  };
}
