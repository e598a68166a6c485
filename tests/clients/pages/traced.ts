import type { CDPSession } from 'playwright-core';

/** An event of a trace; times are microseconds, `tdur` of a processor. */
export interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly tdur?: number;
  readonly args: { readonly data?: { readonly documentLoaderURL?: string; readonly type?: string } };
}

const categories = 'blink.user_timing,loading,devtools.timeline,disabled-by-default-devtools.timeline';

/** What the browser recorded of some work. */
export async function traced(devTools: CDPSession, work: () => Promise<void>): Promise<readonly TraceEvent[]> {
  const events: TraceEvent[] = [];
  const collect = ({ value }: { readonly value: readonly object[] }): void => {
    events.push(...(value as readonly TraceEvent[]));
  };
  devTools.on('Tracing.dataCollected', collect);
  await devTools.send('Tracing.start', { transferMode: 'ReportEvents', categories });
  await work();
  const isOver = new Promise((resolve) => devTools.once('Tracing.tracingComplete', resolve));
  await devTools.send('Tracing.end');
  await isOver;
  devTools.off('Tracing.dataCollected', collect);
  return events;
}

const together = (events: readonly TraceEvent[]): number => events.reduce((sum, { tdur = 0 }) => sum + tdur, 0) / 1000;

/** Milliseconds that the thread of a page used from the request for its document to its first paint. */
export function traceToPaint(events: readonly TraceEvent[]): number {
  const paint = events.findLast(({ name }) => name === 'firstContentfulPaint');
  const own = events.filter(({ pid, tid }) => pid === paint?.pid && tid === paint.tid);
  const start = own.find(({ name, args }) => name === 'navigationStart' && args.data?.documentLoaderURL !== '');
  if (paint === undefined || start === undefined) return Number.NaN;
  return together(own.filter(({ name, ts }) => name === 'RunTask' && ts >= start.ts && ts < paint.ts));
}

/** What makes a picture of a document, on whichever thread. */
const drawing: ReadonlySet<string> = new Set([
  'UpdateLayoutTree',
  'Layout',
  'PrePaint',
  'Paint',
  'Layerize',
  'Commit',
  'RasterTask',
]);

/**
 * Milliseconds that a choice used: its event and whatever was drawn, without what the test itself did in the page to make it.
 * Layout that the event asked for counts twice.
 */
export function traceOfChoice(events: readonly TraceEvent[]): number {
  const chosen = events.filter(({ name, args }) => name === 'EventDispatch' && args.data?.type === 'change');
  if (chosen.length === 0) return Number.NaN;
  return together([...chosen, ...events.filter(({ name }) => drawing.has(name))]);
}
