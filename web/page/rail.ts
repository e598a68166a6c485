import { reportAddress } from './address.ts';
import { htmlElement } from './elements.ts';
import { reportGroups, reportMatches, reportShortTitle, type ReportList } from './reportList.ts';

/** Where there is room for the list beside the report, as in the style sheet. */
const wide = '(min-width: 64rem)';

/**
 * The list of reports beside a report, folded where there is no room.
 *
 * @param signal ends when the report is left
 */
export function rail(reports: ReportList, current: string, signal: AbortSignal): HTMLElement {
  const nav = htmlElement('nav', { class: 'rail', 'aria-label': 'Reports' });
  const find = htmlElement('input', { type: 'search', 'aria-label': 'Find a report', placeholder: 'Find a report' });
  const list = htmlElement('div');
  function fill(): void {
    const isFinding = find.value.trim() !== '';
    const groups = reportGroups(reports).flatMap(({ name, reports: all }) => {
      const shown = all.filter((report) => reportMatches(report, find.value));
      if (shown.length === 0) return [];
      const isCurrent = all.some(({ set }) => set === current);
      const links = shown.map((report) =>
        htmlElement(
          'li',
          {},
          htmlElement(
            'a',
            { href: reportAddress(report.set), 'aria-current': report.set === current ? 'page' : undefined },
            reportShortTitle(report),
          ),
        ),
      );
      const details = htmlElement('details', {}, htmlElement('summary', {}, name), htmlElement('ul', {}, ...links));
      details.open = isFinding || isCurrent;
      return [details];
    });
    list.replaceChildren(...groups);
  }
  find.addEventListener('input', fill);
  const width = matchMedia(wide);
  const title = (reports.get(current)?.title ?? current).replace(': ', ' · ');
  const place = (): void => {
    nav.replaceChildren(
      ...(width.matches
        ? [find, list]
        : [htmlElement('details', {}, htmlElement('summary', {}, `${title}: other reports`), find, list)]),
    );
  };
  width.addEventListener('change', place, { signal });
  fill();
  place();
  return nav;
}
