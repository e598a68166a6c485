import { readRows } from '../api/readRows.ts';
import type { ServiceClient } from '../api/createClient.ts';
import { dailyRangeOf } from '../figures/daily.ts';
import { dateAfter } from '../figures/dates.ts';
import { rowText, type Row } from '../figures/row.ts';
import type { Choices } from '../page/address.ts';
import {
  figuresPlanAddress,
  figuresPlanKind,
  figuresPlanNewest,
  figuresPlanPeriod,
  figuresPlanPeriods,
  type FiguresPlan,
} from './figuresPlan.ts';
import { spanAsked, spanHolds, type AskedSpan } from './span.ts';

/** What was read for the choices of a report. */
export interface ReadFigures {
  readonly rows: readonly Row[];
  /** Newest rows of every period of a total. */
  readonly periodRows: readonly Row[];
  readonly kinds: readonly string[];
  readonly kind: string | undefined;
  readonly period: string | undefined;
  /** What was asked, for whoever wants to ask the same. */
  readonly requests: readonly string[];
}

/**
 * Reads the figures of a span in one request. A report with kinds asks beside it which there are; a total asks for the
 * newest of each period; and where the newest figure is older than a few days, the span is asked for once more, from there.
 *
 * @param known kinds that were read before
 */
export async function readFigures(
  client: ServiceClient,
  plan: FiguresPlan,
  choices: Choices,
  known: readonly string[],
  today: string,
  signal: AbortSignal,
): Promise<ReadFigures> {
  const requests: string[] = [];
  const read = async (address: string): Promise<readonly Row[]> => {
    requests.push(address);
    return await readRows(client, address, signal);
  };
  const period = figuresPlanPeriod(plan, choices);
  const tomorrow = dateAfter(today, 1);
  const { kindName } = plan;
  let kinds = known;
  if (kindName !== undefined && kinds.length === 0) {
    const newest = await read(figuresPlanNewest(plan, tomorrow));
    kinds = [...new Set(newest.map((row) => rowText(row, kindName)))].filter((kind) => kind !== '').sort();
  }
  const kind = kindName === undefined ? undefined : figuresPlanKind(plan, kinds, choices);
  const ask = async (span: AskedSpan): Promise<readonly Row[]> =>
    await read(figuresPlanAddress(plan, span, { kind, period }));

  const span = spanAsked(choices, today);
  const [first, periodRows] = await Promise.all([
    ask(span),
    plan.periods.length < 2 ? [] : read(figuresPlanPeriods(plan, tomorrow, kind)),
  ]);
  let rows = first;
  let newest = dailyRangeOf(rows, plan.dateName)?.to;
  if (newest === undefined && choices.from === undefined && span.from !== undefined) {
    const [last] = await read(figuresPlanNewest(plan, tomorrow));
    newest = last === undefined ? undefined : rowText(last, plan.dateName);
  }
  if (
    newest !== undefined &&
    newest !== '' &&
    (rows.length === 0 || !spanHolds(choices, span, newest)) &&
    choices.from === undefined
  )
    rows = await ask(spanAsked(choices, newest));
  return { rows, periodRows, kinds, kind, period, requests };
}
