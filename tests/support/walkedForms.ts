import type { Entity } from '../../shared/edm/entityType.ts';
import { ODataError } from '../../shared/errors/odataError.ts';
import { createStore } from '../../shared/store/createStore.ts';
import type { Position } from '../../shared/store/contract/entityQuery.ts';
import { readPage } from '../../shared/store/walk/readPage.ts';
import { jsonBatches } from './batch.ts';
import { bindEntityQuery } from './bindEntityQuery.ts';
import { type Page, reading } from './reading.ts';
import type { Question } from './walkedQuestions.ts';
import type { WalkedCost, WalkedStage } from './walkedStage.ts';
import { textOf } from './walkedTables.ts';

/** One answer: the ids it held, and what it cost. */
export interface Answer extends WalkedCost {
  readonly ids: readonly string[];
}

/** The answers to a question, as far as they were asked for, and whether the last was the end of the result. */
export interface Answers {
  readonly answers: readonly Answer[];
  readonly isWhole: boolean;
}

/** Pages of a question, read through the store; one, the last that is wanted, or as many as are asked for. */
export async function pagesOf(
  stage: WalkedStage,
  { options }: Question,
  { limit, most = Infinity, complete = false }: { limit: number; most?: number; complete?: boolean },
): Promise<Answers> {
  const query = bindEntityQuery(stage.type, options);
  const answers: Answer[] = [];
  let next: { readonly position: Position; readonly skip: number } | undefined;
  do {
    const part = { skip: next?.skip ?? 0, limit, complete, ...(next && { after: next.position }) };
    const { result, ...cost } = await stage.costOf(
      async () => await readPage(stage.rows, stage.scope(), stage.type, query, part),
    );
    answers.push({ ids: result.entities.map(({ entity }) => entity.id), ...cost });
    ({ next } = result);
  } while (next !== undefined && answers.length < most);
  return { answers, isWhole: next === undefined && !complete };
}

/** The result of a question as CSV reads it, or its first rows: one answer, and the pieces it came in. */
export async function streamOf(
  stage: WalkedStage,
  { options }: Question,
  top = Infinity,
): Promise<Answer & { pieces: number }> {
  const query = bindEntityQuery(stage.type, options);
  let pieces = 0;
  const renew = () => {
    pieces += 1;
    return stage.scope();
  };
  const { result, ...cost } = await stage.costOf(async () => {
    const ids: string[] = [];
    const stream = createStore(stage.rows).stream(renew, stage.type, query, { skip: 0, top });
    for await (const some of stream) for (const { entity } of some) ids.push(entity.id);
    return ids;
  });
  return { ids: result, pieces, ...cost };
}

/** The answers behind one address and its links, as many as are asked for; whether there was a 504 in the place of one. */
export async function linkedPages(
  stage: WalkedStage,
  target: string,
  most = Infinity,
): Promise<Answers & { readonly isTooMuch: boolean }> {
  const { get } = reading(stage.app);
  const answers: Answer[] = [];
  let next: string | undefined = target;
  while (next !== undefined && answers.length < most) {
    const address: string = next;
    const { result, ...cost } = await stage.costOf(async () => {
      const response = await get(address, { Accept: 'application/json' });
      return { status: response.status, text: await response.text() };
    });
    if (result.status === 504) return { answers, isWhole: false, isTooMuch: true };
    if (result.status !== 200) throw new Error(`${result.status} ${result.text}`);
    const { value, '@odata.nextLink': link } = JSON.parse(result.text) as Page;
    answers.push({ ids: value.map(({ id }) => String(id)), ...cost });
    next = link;
  }
  return { answers, isWhole: next === undefined, isTooMuch: false };
}

/** A report function as CSV: rows of text, one for each line behind the header. */
export async function csvOf(stage: WalkedStage, target: string): Promise<WalkedCost & { readonly lines: number }> {
  const { get } = reading(stage.app);
  const { result, ...cost } = await stage.costOf(async () => {
    const response = await get(target, { Accept: 'text/csv' });
    const text = await response.text();
    if (response.status !== 200) throw new Error(`${response.status} ${text}`);
    return text;
  });
  return { lines: result.split('\r\n').filter((line) => line !== '').length - 1, ...cost };
}

/** Addresses as the parts of one batch, and what all of them cost together. */
export async function batchOf(stage: WalkedStage, urls: readonly string[]) {
  const { send } = jsonBatches(stage.app);
  const { result, ...cost } = await stage.costOf(
    async () => await send(urls.map((url, at) => ({ id: String(at), method: 'GET', url: encodeURI(url) }))),
  );
  const idsOf = (body: unknown) => (body as Page).value.map(({ id }) => String(id));
  return { parts: result.map(({ status, body }) => ({ status, ids: idsOf(body) })), ...cost };
}

/** True for the 504 of a question whose rows have to be seen together and are more than a request may ask for. */
export function isTooMuch(error: unknown): boolean {
  return error instanceof ODataError && error.innerCode === 'gatewayTimeout';
}

/** The rows of the newest date of a period, as a report function has them, by hand. */
export function newestOf(entities: readonly Entity[], period: string): readonly Entity[] {
  const ofPeriod = entities.filter((row) => row['reportPeriod'] === period && textOf(row, 'reportRefreshDate') !== '');
  const newest = latestOf(ofPeriod.map((row) => textOf(row, 'reportRefreshDate')));
  return ofPeriod.filter((row) => row['reportRefreshDate'] === newest);
}

/** The latest of some dates; empty where there is none. */
export function latestOf(dates: readonly string[]): string {
  return dates.reduce((latest, date) => (date > latest ? date : latest), '');
}
