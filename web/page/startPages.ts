import { reasonOf } from '../../shared/errors/reasonOf.ts';
import { createClient } from '../api/createClient.ts';
import { ServiceError } from '../api/serviceError.ts';
import type { Session } from '../signIn/session.ts';
import { readAddress } from './address.ts';
import { elementOf, htmlElement } from './elements.ts';
import type { ViewContext } from './context.ts';
import type { ReportList } from './reportList.ts';
import { showProblem } from './showProblem.ts';
import { showView, viewTitle, type ShowView } from './showView.ts';

/** The pages for somebody who is signed in. */
export interface Pages {
  open(session: Session): void;
  close(): void;
}

/** The paths this page answers; any other link leaves it. */
const isOwn = ({ origin, pathname }: URL): boolean =>
  origin === location.origin && /^\/(?:$|reports(?:\/[^/]+)?\/?$|coverage\/?$)/.test(pathname);

/**
 * Shows the view of the address, and follows it: another view pushes history, a choice within a view replaces it.
 *
 * @param fill begins to fill the service with sample data, where that may be
 * @param onSessionOver is told why the service does not accept the token any more
 */
export function startPages(
  reports: Promise<ReportList>,
  fill: ViewContext['fill'],
  onSessionOver: (reason: string) => void,
): Pages {
  const main = elementOf('main', HTMLElement);
  const source = elementOf('source', HTMLElement);
  const nav = elementOf('nav', HTMLElement);
  let session: Session | undefined;
  let running = new AbortController();
  const client = createClient(async () => (await session?.token()) ?? '');

  function markCurrent(): void {
    const { kind } = readAddress(new URL(location.href));
    const current = { overview: '/', reports: '/reports', report: '/reports', coverage: '/coverage', unknown: '' }[
      kind
    ];
    for (const link of nav.querySelectorAll('a')) {
      if (link.getAttribute('href') === current) link.setAttribute('aria-current', 'page');
      else link.removeAttribute('aria-current');
    }
  }
  /** A file of the page did not come: there is no network, or a newer page is served by now. It is loaded anew to try again. */
  function tellUnloaded(place: HTMLElement, error: unknown): void {
    const body = htmlElement('div');
    place.append(htmlElement('h1', { tabindex: -1 }, 'This page did not load'), body);
    const said = new ServiceError('network', reasonOf(error));
    showProblem(said, body, { onSessionOver }, () => location.reload());
  }
  async function follow(isMoved: boolean): Promise<void> {
    running.abort();
    running = new AbortController();
    const { signal } = running;
    const isLeft = (): boolean => signal.aborted;
    const place = htmlElement('div');
    main.replaceChildren(place);
    source.textContent = '';
    markCurrent();
    const view = readAddress(new URL(location.href));
    let list: ReportList;
    let show: ShowView;
    try {
      list = await reports;
      if (isLeft()) return;
      document.title = viewTitle(view, list);
      show = await showView(view, list);
    } catch (error) {
      if (!isLeft()) tellUnloaded(place, error);
      return;
    }
    if (isLeft()) return;
    const shown = show({
      client,
      reports: list,
      place,
      signal,
      ...(fill && { fill }),
      replace: (address) => history.replaceState(null, '', address),
      tellSource: (text) => (source.textContent = text),
      onSessionOver,
    });
    // The heading is there at once, whatever has still to be read.
    if (isMoved) {
      scrollTo(0, 0);
      place.querySelector('h1')?.focus({ preventScroll: true });
    }
    await shown;
  }

  document.addEventListener('click', (event) => {
    if (session === undefined || event.defaultPrevented || event.button !== 0) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (link === null || !isOwn(new URL(link.href)) || link.target !== '' || link.hasAttribute('download')) return;
    event.preventDefault();
    history.pushState(null, '', link.href);
    void follow(true);
  });
  addEventListener('popstate', () => {
    if (session !== undefined) void follow(true);
  });

  return {
    open(opened) {
      session = opened;
      void follow(false);
    },
    close() {
      running.abort();
      session = undefined;
      main.replaceChildren();
      source.textContent = '';
    },
  };
}
