import { createClient } from './api/createClient.ts';
import { ServiceError } from './api/serviceError.ts';
import { downloadCsv } from './reports/downloadCsv.ts';
import { readLabels } from './reports/readLabels.ts';
import { readNewestDate } from './reports/readNewestDate.ts';
import { readReport, type Report } from './reports/readReport.ts';
import { readReportTypes } from './reports/readReportTypes.ts';
import type { Selection } from './reports/selection.ts';
import type { Session } from './signIn/session.ts';
import { createChoice, rangeOf, type Choice } from './view/createChoice.ts';
import { createNotices } from './view/createNotices.ts';
import { createReportView } from './view/createReportView.ts';
import { elementOf } from './view/elements.ts';
import { figuresOf } from './view/figures.ts';

/** The part of the page that is for somebody who is signed in. */
export interface Dashboard {
  open(session: Session): Promise<void>;
  close(): void;
}

/**
 * Makes the dashboard work: what is chosen is read, and what is read is shown.
 *
 * @param onRefused is told why the service does not accept the token any more
 */
export function startDashboard(onRefused: (reason: string) => void): Dashboard {
  const notices = createNotices(() => void show());
  const view = createReportView();
  const choice = createChoice((isRangeChosen) => {
    withRange = isRangeChosen;
    void show();
  });
  const download = elementOf('download', HTMLButtonElement);
  let withRange = false;
  let session: Session | undefined;
  let shown: { readonly selection: Selection; readonly report: Report } | undefined;
  let running = new AbortController();

  const client = createClient(
    async () => (await session?.token()) ?? '',
    (seconds) => notices.status(`The service is busy. The next try is in ${seconds} seconds.`),
  );

  /** Does something that takes time; nothing is said any more of what is given up meanwhile. */
  async function attempt(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const { signal } = running;
    notices.problem('');
    notices.status('Loading …');
    try {
      await work(signal);
    } catch (error) {
      if (signal.aborted) return;
      notices.status('');
      const message = error instanceof Error ? error.message : String(error);
      if (error instanceof ServiceError && error.status === 401) onRefused(message);
      else notices.problem(message, true);
    }
  }

  async function selectionOf({ type, period, range }: Choice, signal: AbortSignal): Promise<Selection | undefined> {
    if (range !== undefined) return { type, period, ...range };
    const newest = await readNewestDate(client, type, period, signal);
    return newest === undefined ? undefined : { type, period, ...rangeOf(newest, period) };
  }

  async function load(chosen: Choice, signal: AbortSignal): Promise<void> {
    const { type, period } = chosen;
    const selection = await selectionOf(chosen, signal);
    const [labels, report] = await Promise.all([
      readLabels(client, type, signal),
      selection && readReport(client, selection, signal),
    ]);
    // Superseded while the last answer was read.
    signal.throwIfAborted();
    if (selection !== undefined) choice.setRange(selection);
    if (selection === undefined || report === undefined || report.rows.length === 0) {
      view.clear();
      notices.status(
        selection === undefined
          ? `There are no reports of ${period} days yet. Choose another period, or import some.`
          : `No report of ${period} days has a day from ${selection.from} to ${selection.to}. Choose other days.`,
      );
      return;
    }
    shown = { selection, report };
    const days = report.rows.length;
    view.show(`${type.title}, reports of ${period} days`, figuresOf(report.rows, type.columns, labels));
    notices.status(`${days} ${days === 1 ? 'day' : 'days'} from ${selection.from} to ${selection.to}.`);
  }

  /** Shows what is chosen; what was begun before is given up. */
  async function show(): Promise<void> {
    running.abort();
    running = new AbortController();
    await attempt(async (signal) => {
      const known = choice.read(withRange);
      if (known === undefined) choice.setTypes(await readReportTypes(client, signal));
      const chosen = known ?? choice.read(withRange);
      if (chosen === undefined) throw new Error('The service has no report with a row of numbers for each day.');
      await load(chosen, signal);
    });
  }

  download.addEventListener('click', () => {
    void attempt(async (signal) => {
      if (shown !== undefined) await downloadCsv(client, shown.selection, shown.report, signal);
      if (!signal.aborted) notices.status('The CSV file is downloaded.');
    });
  });

  return {
    async open(opened) {
      session = opened;
      elementOf('report', HTMLElement).hidden = false;
      await show();
    },
    close() {
      running.abort();
      session = undefined;
      shown = undefined;
      view.clear();
      notices.status('');
      notices.problem('');
      elementOf('report', HTMLElement).hidden = true;
    },
  };
}
