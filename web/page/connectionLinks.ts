import { htmlElement } from './elements.ts';

/** Links to the files that open Excel and Power BI Desktop at the service. @param set a report; the whole feed unless given */
export function connectionLinks(set = 'all'): HTMLElement {
  const link = (kind: string, text: string): HTMLElement =>
    htmlElement('a', { href: `/reports/${set}.${kind}`, download: `${set}.${kind}` }, text);
  return htmlElement(
    'p',
    { class: 'small quiet connect' },
    'Open in ',
    link('odc', 'Excel'),
    ' or ',
    link('pbids', 'Power BI Desktop'),
    set === 'all' ? ': all reports' : ': this report',
  );
}
