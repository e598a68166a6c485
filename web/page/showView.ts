import type { View } from './address.ts';
import type { ViewContext } from './context.ts';
import { htmlElement } from './elements.ts';
import { rail } from './rail.ts';
import { reportWords, type ReportList } from './reportList.ts';
import { showReports } from './showReports.ts';

const brand = 'Usage reports';
const titles = { overview: 'Overview', reports: 'Reports', coverage: 'Coverage', unknown: 'Not found' } as const;

/** What a view is called in the tab of the browser. */
export function viewTitle(view: View, reports: ReportList): string {
  if (view.kind !== 'report') return `${titles[view.kind]} · ${brand}`;
  const report = reports.get(view.set);
  if (report === undefined) return `${titles.unknown} · ${brand}`;
  const { what, about } = reportWords(report);
  return `${what} · ${about} · ${brand}`;
}

function showUnknown(place: HTMLElement, name: string): void {
  place.append(
    htmlElement('h1', { tabindex: -1 }, 'There is no such page'),
    htmlElement(
      'p',
      {},
      name === '' ? 'This service has no page at this address.' : `This service has no report "${name}".`,
    ),
    htmlElement('p', {}, htmlElement('a', { href: '/reports' }, 'All reports')),
  );
}

/** Shows itself in the place of its context; the heading is there when the call returns. */
export type ShowView = (context: ViewContext) => Promise<void>;

/**
 * What shows a view. Each is a file of its own, which is loaded when it is first looked at: nobody waits for code of views
 * that are not on the screen.
 */
export async function showView(view: View, reports: ReportList): Promise<ShowView> {
  if (view.kind === 'overview') return (await import('../overview/showOverview.ts')).showOverview;
  if (view.kind === 'coverage') {
    const { showCoverage } = await import('../coverage/showCoverage.ts');
    return async (context) => await showCoverage(context, view.isWrong);
  }
  if (view.kind === 'reports') {
    return (context) => {
      showReports(context, new URLSearchParams(location.search).get('find') ?? '');
      return Promise.resolve();
    };
  }
  const report = view.kind === 'report' ? reports.get(view.set) : undefined;
  if (view.kind === 'unknown' || report === undefined) {
    return ({ place }) => {
      showUnknown(place, view.kind === 'report' ? view.set : '');
      return Promise.resolve();
    };
  }
  const show =
    report.shape === 'detail'
      ? (await import('../details/showDetails.ts')).showDetails
      : (await import('../report/showFigures.ts')).showFigures;
  return async (context) => {
    const inner = htmlElement('div');
    context.place.append(htmlElement('div', { class: 'with-rail' }, rail(reports, report.set, context.signal), inner));
    await show({ ...context, place: inner }, report, view.choices);
  };
}
