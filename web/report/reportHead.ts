import type { ListedReport } from '../../shared/service/listedReport.ts';
import { htmlElement } from '../page/elements.ts';
import { reportWords } from '../page/reportList.ts';

/** Where one is, and what the report is called. */
export function reportHead(report: ListedReport, text: string, ...more: readonly HTMLElement[]): HTMLElement {
  const { about, what } = reportWords(report);
  const crumbs = htmlElement(
    'p',
    { class: 'small quiet crumbs' },
    htmlElement('a', { href: '/reports' }, 'Reports'),
    ' / ',
    htmlElement('a', { href: `/reports?find=${encodeURIComponent(about)}` }, about),
  );
  return htmlElement(
    'div',
    { class: 'head' },
    htmlElement(
      'div',
      {},
      crumbs,
      htmlElement('h1', { tabindex: -1 }, what),
      ...(text === '' ? [] : [htmlElement('p', { class: 'quiet' }, text)]),
      ...(report.isRetired === true
        ? [htmlElement('p', { class: 'quiet' }, 'Microsoft has ended this service: the report is no longer written.')]
        : []),
    ),
    ...more,
  );
}
