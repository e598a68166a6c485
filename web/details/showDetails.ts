import { reasonOf } from '../../shared/errors/reasonOf.ts';
import type { ListedReport } from '../../shared/service/listedReport.ts';
import { readJson } from '../api/readJson.ts';
import { readRowPage, rowFormat, type RowPage } from '../api/readRows.ts';
import { dateText, dateTimeText } from '../figures/dates.ts';
import { numberText } from '../figures/numberText.ts';
import { rowText } from '../figures/row.ts';
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
import { reportHead } from '../report/reportHead.ts';
import {
  detailAddress,
  detailCountAddress,
  detailDateAddress,
  detailFindFilter,
  type DetailQuery,
} from './detailAddress.ts';
import { concealedNote } from './concealedNote.ts';
import { detailControls } from './detailControls.ts';
import { detailTable } from './detailTable.ts';
import { questionsOf } from './questionsOf.ts';
import { withoutNames } from './withoutNames.ts';

/** Rows of a page. */
const pageSize = 25;
const prefer = `maxpagesize=${pageSize}`;
/** Answers that may be empty before one with rows comes: a filter without index looks through many. */
const mostEmpty = 8;

/** Shows people, groups, sites or mailboxes by name: a page of rows, and ready questions about them. */
export async function showDetails(context: ViewContext, report: ListedReport, given: Choices): Promise<void> {
  const { place, signal, tellSource } = context;
  const client = withoutNames(context.client);
  const questions = questionsOf(report);
  const periods = report.columns.some(({ name }) => name === 'reportPeriod')
    ? report.periods.map((period) => period.replace(/^D/, ''))
    : [];
  // A report that is the same over each period is asked for by any of them.
  const fallback = report.periods.length === 0 ? undefined : '30';
  let choices = given;
  let wanted = '';
  let date = '';
  let running = new AbortController();
  const head = reportHead(report, '\u00a0');
  const subtitle = head.querySelector('h1 + p');
  const tools = htmlElement('div');
  const body = htmlElement('div', {}, skeleton('table'));
  place.append(head, tools, body);

  const periodOf = (): string | undefined =>
    choices.period !== undefined && periods.includes(choices.period) ? choices.period : fallback;
  function choose(changed: Choices, isFocusKept = true): void {
    choices = changed;
    context.replace(reportAddress(report.set, choices));
    void load(isFocusKept);
  }
  function drawTools(): void {
    tools.replaceChildren(
      detailControls({
        report,
        questions,
        choices,
        periods,
        period: periodOf(),
        wanted,
        onChoice: choose,
        onFind: (text) => {
          wanted = text;
          void load(true);
        },
      }),
    );
  }
  function tellDate(found: string): void {
    if (found === '') return;
    date = found;
    if (subtitle !== null) subtitle.textContent = `Of the refresh date ${dateText(found)}.`;
  }
  async function readDate(either: AbortSignal): Promise<void> {
    const { rows } = await readRowPage(client, detailDateAddress(report, periodOf()), either);
    tellDate(rows[0] === undefined ? '' : rowText(rows[0], 'reportRefreshDate'));
  }
  async function queryOf(either: AbortSignal): Promise<DetailQuery> {
    const question = questions.find(({ id }) => id === choices.show);
    if (question?.needsDate === true) await readDate(either);
    const parts = [question?.filter(date === '' ? '9999-12-31' : date) ?? '', detailFindFilter(report, wanted)];
    return { period: periodOf(), filter: parts.filter((part) => part !== '').join(' and '), sort: choices.sort };
  }
  /** A page that has rows, or the last one. */
  async function readPage(address: string, either: AbortSignal): Promise<RowPage> {
    let page = await readRowPage(client, address, either, prefer);
    for (let empty = 0; page.rows.length === 0 && page.next !== undefined && empty < mostEmpty; empty += 1)
      page = await readRowPage(client, page.next, either, prefer);
    return page;
  }
  async function readCount(query: DetailQuery, either: AbortSignal): Promise<number> {
    const isPlain = query.filter === '';
    const response = await client.ask({
      address: detailCountAddress(report, query),
      accept: isPlain ? 'text/plain' : rowFormat,
      signal: either,
    });
    if (isPlain) return Number(await response.text());
    const { '@odata.count': found } = (await readJson(response, either)) as {
      readonly '@odata.count'?: string | number;
    };
    return Number(found);
  }

  function draw(query: DetailQuery, first: RowPage, either: AbortSignal): void {
    const question = questions.find(({ id }) => id === choices.show);
    const address = detailAddress(report, query);
    const title = htmlElement('h2', {}, '\u00a0');
    const turned: string[] = [address];
    const pages = htmlElement('nav', { class: 'pages', 'aria-label': 'Pages of the table' });
    const table = htmlElement('div');
    let count: number | undefined;
    const csv = csvButton({ ...context, client }, () => ({ address, name: `${report.set}-${date}` }));

    let isTurning = false;
    async function turn(to: string, isBack: boolean, isOwn = false): Promise<void> {
      // A second press while the page is on its way asks for nothing more.
      if (isTurning) return;
      isTurning = true;
      table.classList.add('dimmed');
      try {
        const page = await readPage(to, either);
        if (either.aborted) return;
        if (isBack) turned.pop();
        else turned.push(to);
        const isHere = pages.contains(document.activeElement) || table.contains(document.activeElement);
        show(page);
        if (isHere) pages.querySelector<HTMLElement>(`${isBack ? '#back' : '#next'}:enabled, :enabled`)?.focus();
      } catch (error) {
        if (!either.aborted) showProblem(error, table, context, (own) => void turn(to, isBack, own), isOwn);
      } finally {
        isTurning = false;
        table.classList.remove('dimmed');
      }
    }
    function show({ rows, next }: RowPage): void {
      const [one] = rows;
      if (one !== undefined) tellDate(rowText(one, 'reportRefreshDate'));
      const concealed = concealedNote(rows, report);
      table.replaceChildren(
        ...(concealed === undefined ? [] : [concealed]),
        rows.length === 0
          ? note('plain', query.filter === '' ? 'This report has no rows yet.' : 'No row is as asked.')
          : detailTable({
              report,
              rows,
              date,
              sort: choices.sort,
              onSort: (sort) => {
                const rest = withoutChoices(choices, 'sort');
                choose(sort === undefined ? rest : { ...rest, sort });
              },
            }),
      );
      const from = (turned.length - 1) * pageSize + 1;
      const back = htmlElement('button', { type: 'button', id: 'back' }, 'Back');
      const forth = htmlElement('button', { type: 'button', id: 'next' }, `Next ${pageSize}`);
      const before = turned.at(-2);
      back.disabled = before === undefined;
      forth.disabled = next === undefined;
      back.addEventListener('click', () => before !== undefined && void turn(before, true));
      forth.addEventListener('click', () => next !== undefined && void turn(next, false));
      const range = `${numberText(from)} to ${numberText(from + rows.length - 1)}${count === undefined ? '' : ` of ${numberText(count)}`}`;
      pages.replaceChildren(
        htmlElement('p', { class: 'quiet' }, rows.length === 0 ? '' : range),
        htmlElement('div', {}, back, forth),
      );
    }

    const hasActivity = report.columns.some(({ name }) => /LastActivityDate$|^lastActivityDate$/.test(name));
    const remark = htmlElement('span', { class: 'quiet small' }, ' counted …');
    title.replaceChildren('Rows', remark);
    leaveProblem(body);
    body.replaceChildren(
      ...(question === undefined ? [] : [note('plain', question.remark)]),
      htmlElement('div', { class: 'bar-of-section' }, title, csv),
      table,
      pages,
      source([address, detailCountAddress(report, query)], report.set),
    );
    show(first);
    const since = hasActivity && date !== '' ? ` days since the last activity, counted to ${dateText(date)}` : '';
    remark.textContent = since;
    // The rows never wait for how many there are.
    readCount(query, either).then(
      (found) => {
        count = found;
        title.replaceChildren(
          `${numberText(found)} ${found === 1 ? 'row' : 'rows'}`,
          htmlElement('span', { class: 'quiet small' }, since),
        );
        const range = pages.querySelector('p');
        if (range !== null && first.rows.length > 0 && !range.textContent.includes(' of '))
          range.append(` of ${numberText(found)}`);
      },
      (error: unknown) => {
        if (!either.aborted) remark.textContent = ` not counted: ${reasonOf(error)}`;
      },
    );
    tellSource(`Rows of the newest complete refresh date, ${pageSize} at a time, ${dateTimeText(new Date())}`);
  }

  async function load(isFocusKept: boolean, isOwn = false): Promise<void> {
    running.abort();
    running = new AbortController();
    const either = AbortSignal.any([signal, running.signal]);
    const { id = '' } = document.activeElement ?? {};
    // What somebody is about to type or choose stays when the page tries again by itself.
    if (!isOwn) drawTools();
    if (isFocusKept && id !== '') document.getElementById(id)?.focus();
    body.classList.add('dimmed');
    body.setAttribute('aria-busy', 'true');
    try {
      const query = await queryOf(either);
      const page = await readPage(detailAddress(report, query), either);
      if (either.aborted) return;
      draw(query, page, either);
      if (isFocusKept && id.startsWith('sort-')) document.getElementById(id)?.focus();
    } catch (error) {
      if (either.aborted) return;
      showProblem(error, body, context, (own) => void load(false, own), isOwn);
    } finally {
      if (!either.aborted) {
        body.classList.remove('dimmed');
        body.removeAttribute('aria-busy');
      }
    }
  }
  await load(false);
}
