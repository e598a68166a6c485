import type { ListedReport } from '../../shared/service/listedReport.ts';
import { lineSlotCount, lineSlotsOf } from '../chart/lineSlots.ts';
import { dailyOf, dailyRangeOf, dailySlice } from '../figures/daily.ts';
import { dateOfToday, datesBetween, dateTimeText } from '../figures/dates.ts';
import { reportAddress, type Choices } from '../page/address.ts';
import type { ViewContext } from '../page/context.ts';
import { htmlElement } from '../page/elements.ts';
import { note } from '../page/note.ts';
import { leaveProblem } from '../page/leaveProblem.ts';
import { showProblem } from '../page/showProblem.ts';
import { csvButton } from '../page/csvButton.ts';
import { skeleton } from '../page/skeleton.ts';
import { source } from '../page/source.ts';
import { withoutChoices } from '../page/withoutChoices.ts';
import { createChartArea, type ChartAreaInput } from './chartArea.ts';
import { chartGroups } from './chartGroups.ts';
import { choiceBar } from './choiceBar.ts';
import { daysTable } from './daysTable.ts';
import { figuresPlan, figuresPlanAddress, figuresPlanPeriod } from './figuresPlan.ts';
import { lineFiguresOf, type LineFigures } from './lineFigures.ts';
import { linesTable } from './linesTable.ts';
import { methodText } from './methodText.ts';
import { periodBars } from './periodBars.ts';
import { readFigures, type ReadFigures } from './readFigures.ts';
import { reportHead } from './reportHead.ts';
import { sentence } from './sentence.ts';
import { spanShift, spanShown, spanText } from './span.ts';

/** What asks for rows; any other choice draws what is there. */
const asking: readonly (keyof Choices)[] = ['last', 'from', 'to', 'against', 'kind', 'period'];

/** Of pairs of columns, those of whom something is not told first: who was not active, and who may use it. */
const isSecond = (name: string): boolean => /Inactive$|EnabledUsers$|^skypeForBusiness/.test(name);

/** The lines that are drawn where none is chosen. */
function usualNames(lines: readonly LineFigures[]): readonly string[] {
  const names = lines.filter(({ highest }) => highest !== undefined).map(({ column }) => column.name);
  const first = names.filter((name) => !isSecond(name));
  return (first.length > 0 ? first : names).slice(0, lineSlotCount);
}

/** Shows a series or a total: a sentence, the chart, the lines, the dates as a table. */
export async function showFigures(context: ViewContext, report: ListedReport, given: Choices): Promise<void> {
  const { client, place, signal, tellSource } = context;
  const plan = figuresPlan(report);
  const today = dateOfToday();
  let choices = given;
  let read: ReadFigures | undefined;
  let slots: ReadonlyMap<string, string> = new Map();
  let running = new AbortController();
  const charts = createChartArea();
  const tools = htmlElement('div');
  const body = htmlElement('div', {}, skeleton('lead'), skeleton('chart'), skeleton('table'));
  place.append(reportHead(report, ''), tools, body);

  /** A choice keeps the focus on its control, though the controls are made anew. */
  function keepFocus(draw: () => void): void {
    const { id } = document.activeElement ?? {};
    draw();
    if (id !== undefined && id !== '') document.getElementById(id)?.focus();
  }
  function drawTools(): void {
    tools.replaceChildren(
      choiceBar({
        choices,
        periods: plan.periods,
        // Known before anything is read, so that its field moves nothing when it comes.
        period: read?.period ?? figuresPlanPeriod(plan, choices),
        kinds: plan.kindName === undefined ? undefined : (read?.kinds ?? []),
        kind: read?.kind,
        kindLabel: report.columns.find(({ name }) => name === plan.kindName)?.label ?? '',
        hasDays: !plan.isTotal,
        onChoice: choose,
      }),
    );
  }
  function choose(changed: Choices): void {
    const before = choices;
    choices = changed;
    context.replace(reportAddress(report.set, choices));
    if (asking.some((name) => before[name] !== changed[name])) void load();
    else keepFocus(draw);
  }
  /** The lines that are drawn: those chosen, else the first with figures. */
  function namesOf(lines: readonly LineFigures[]): readonly string[] {
    const withFigures = lines.filter(({ highest }) => highest !== undefined).map(({ column }) => column.name);
    const chosen = choices.lines?.split(',').filter((name) => withFigures.includes(name)) ?? [];
    return (chosen.length > 0 ? chosen : usualNames(lines)).slice(0, lineSlotCount);
  }
  function toggle(lines: readonly LineFigures[], name: string, isShown: boolean): void {
    const shown = new Set(namesOf(lines));
    if (isShown) shown.add(name);
    else shown.delete(name);
    const names = lines.map(({ column }) => column.name).filter((known) => shown.has(known));
    const rest = withoutChoices(choices, 'lines');
    const usual = usualNames(lines);
    const isUsual = names.length === usual.length && usual.every((known) => shown.has(known));
    choose(isUsual || names.length === 0 ? rest : { ...rest, lines: names.join(',') });
  }

  function draw(): void {
    drawTools();
    if (read === undefined) return;
    const { rows, periodRows, period, kind, requests } = read;
    leaveProblem(body);
    const there = dailyRangeOf(rows, plan.dateName);
    if (
      there === undefined ||
      (choices.from !== undefined && (choices.from > there.to || (choices.to ?? '') < there.from))
    ) {
      const isOtherKind = kind !== undefined && read.kinds.length > 0 && !read.kinds.includes(kind);
      const text = isOtherKind
        ? `There are no figures of ${kind}. Choose another kind.`
        : choices.from === undefined
          ? 'This report has no figures yet.'
          : 'None of these days is kept. Choose other days.';
      body.replaceChildren(note('plain', text), source(requests, report.set));
      return;
    }
    const shown = spanShown(choices, there);
    const whole = dailyOf(
      rows,
      { from: there.from < shown.from ? there.from : shown.from, to: shown.to > there.to ? shown.to : there.to },
      plan.dateName,
    );
    const start = whole.dates[0] ?? shown.from;
    const daily = dailySlice(whole, datesBetween(start, shown.from), datesBetween(start, shown.to) + 1);
    const step = plan.isTotal && period !== undefined && period !== 'ALL' ? Number(period) : 7;
    const lines = plan.numbers.map((column) =>
      lineFiguresOf(column, { daily: whole, shown, shift: spanShift(choices), step }),
    );
    const names = namesOf(lines);
    // A line has the colour it has among the usual ones, whatever else is shown.
    slots = lineSlotsOf(names, new Map([...lineSlotsOf(usualNames(lines)), ...slots]));
    const drawn = lines.filter(({ column }) => names.includes(column.name));
    const bars = periodBars(
      drawn.map(({ column }) => column),
      plan.periods,
      periodRows,
      slots,
    );
    const against =
      choices.against === undefined
        ? undefined
        : choices.against === 'year'
          ? 'year before'
          : `${spanText(choices)} before`;
    const input: ChartAreaInput = {
      daily,
      lines: drawn,
      slots,
      step: plan.isTotal ? 'day' : (choices.by ?? 'day'),
      isTotal: plan.isTotal,
      past: against,
    };
    const csv = csvButton(context, () => ({
      address: figuresPlanAddress(plan, shown, { kind, period, isNewestFirst: true }),
      name: `${report.set}-${shown.from}-to-${shown.to}`,
    }));
    // The greatest line is the one to tell of.
    const [first] = [...(chartGroups(drawn)[0] ?? [])].sort((a, b) => (b.lately ?? -1) - (a.lately ?? -1));
    body.replaceChildren(
      ...(bars === undefined ? [] : [bars]),
      htmlElement(
        'section',
        { 'aria-labelledby': 'chartTitle' },
        htmlElement('h2', { id: 'chartTitle', class: 'hide' }, 'Chart'),
        htmlElement(
          'figure',
          {},
          htmlElement(
            'figcaption',
            { class: 'lead', id: 'summary' },
            first === undefined ? 'No line is shown.' : sentence(report.title, first, shown.to, step),
          ),
          charts.element,
          htmlElement(
            'div',
            { class: 'under' },
            htmlElement('p', { class: 'small quiet', id: 'method' }, methodText(input)),
            csv,
          ),
        ),
      ),
      linesTable({
        lines,
        slots,
        span: spanText(choices),
        against,
        step,
        onToggle: (name, isShown) => toggle(lines, name, isShown),
      }),
      daysTable(daily.dates, daily.rows, plan.numbers, plan.isTotal ? 'date' : 'day'),
      source(requests, report.set),
    );
    charts.show(input);
    body.classList.remove('dimmed');
    tellSource(
      `From ${requests.length === 1 ? 'one request' : `${requests.length} requests`} to this service, ${dateTimeText(new Date())}`,
    );
  }

  async function load(isOwn = false): Promise<void> {
    running.abort();
    running = new AbortController();
    const either = AbortSignal.any([signal, running.signal]);
    body.classList.add('dimmed');
    body.setAttribute('aria-busy', 'true');
    // What somebody is about to choose stays when the page tries again by itself.
    if (!isOwn) keepFocus(drawTools);
    try {
      const found = await readFigures(client, plan, choices, read?.kinds ?? [], today, either);
      if (either.aborted) return;
      read = found;
      keepFocus(draw);
    } catch (error) {
      if (either.aborted) return;
      showProblem(error, body, context, (own) => void load(own), isOwn);
    } finally {
      if (!either.aborted) {
        body.classList.remove('dimmed');
        body.removeAttribute('aria-busy');
      }
    }
  }
  await load();
}
