import { connectionLinks } from './connectionLinks.ts';
import { htmlElement } from './elements.ts';

/** "Where these figures come from": the requests of a view, to copy, and the files for Excel and Power BI. @param set its report; all of them unless given */
export function source(requests: readonly string[], set?: string): HTMLElement {
  const text = requests.map((request) => `GET ${decodeURIComponent(request)}`).join('\n');
  const copy = htmlElement('button', { type: 'button' }, 'Copy');
  copy.addEventListener('click', () => {
    navigator.clipboard.writeText(text).then(
      () => (copy.textContent = 'Copied'),
      () => (copy.textContent = 'Not copied: select the text'),
    );
  });
  return htmlElement(
    'div',
    { class: 'fold' },
    htmlElement(
      'details',
      {},
      htmlElement('summary', {}, 'Where these figures come from'),
      htmlElement(
        'p',
        { class: 'small quiet' },
        'Asked with your own sign-in; the same works in a script, in Excel and in Power BI.',
      ),
      htmlElement('pre', { tabindex: 0 }, htmlElement('code', {}, text)),
      copy,
    ),
    connectionLinks(set),
  );
}
