import { reportAddress } from './address.ts';
import type { ViewContext } from './context.ts';
import { htmlElement } from './elements.ts';
import { reportGroups, reportMatches, reportShortTitle } from './reportList.ts';

/** What a row of a report is. */
const shapes = { series: 'each day', total: 'over a period', detail: 'by name' } as const;

/** Lists all reports by service, and finds them by any word. */
export function showReports({ place, reports, tellSource }: ViewContext, given: string): void {
  const input = htmlElement('input', { type: 'search', id: 'findReport', placeholder: 'Find a report' });
  const status = htmlElement('p', { class: 'small quiet', role: 'status' });
  const list = htmlElement('div');
  input.value = given;

  function draw(): void {
    let count = 0;
    const groups = reportGroups(reports).flatMap(({ name, isRetired, reports: all }) => {
      const found = all.filter((report) => reportMatches(report, input.value));
      count += found.length;
      if (found.length === 0) return [];
      const links = found.map((report) =>
        htmlElement(
          'li',
          {},
          htmlElement('a', { href: reportAddress(report.set) }, reportShortTitle(report)),
          htmlElement('span', { class: 'quiet small' }, shapes[report.shape]),
        ),
      );
      const items = htmlElement('ul', { class: 'links' }, ...links);
      if (!isRetired) return [htmlElement('section', {}, htmlElement('h2', {}, name), items)];
      const details = htmlElement('details', {}, htmlElement('summary', {}, name), items);
      details.open = input.value.trim() !== '';
      return [details];
    });
    list.replaceChildren(...groups);
    status.textContent = input.value.trim() === '' ? '' : `${count} of ${reports.size} reports`;
  }
  input.addEventListener('input', draw);
  place.append(
    htmlElement(
      'div',
      { class: 'head' },
      htmlElement(
        'div',
        {},
        htmlElement('h1', { tabindex: -1 }, 'Reports'),
        htmlElement(
          'p',
          { class: 'quiet' },
          `${reports.size} reports. Words of titles, services, columns and sets find them.`,
        ),
      ),
      htmlElement('div', {}, htmlElement('label', { for: 'findReport', class: 'hide' }, 'Find a report'), input),
    ),
    status,
    list,
  );
  draw();
  tellSource('From the list of reports this service was built with');
}
