/**
 * The bound on what a query walks, for each shape, size, distribution, way storage ends its answers, and form of the question; the
 * results are held against what questions mean, told by hand.
 */
import type { Entity } from '../../../../shared/edm/entityType.ts';
import { isNight } from '../../../support/sampled.ts';
import { sampledKinds } from '../../../support/sampledKinds.ts';
import {
  asked,
  type Cell,
  expectBound,
  expectNothingTwice,
  isBound,
  judge,
  mayBeTooMuch,
  nothing,
  rangesOf,
  storages,
} from '../../../support/walkedBounds.ts';
import { batchOf, csvOf, latestOf, linkedPages, newestOf, pagesOf, streamOf } from '../../../support/walkedForms.ts';
import { faultOf, type Question, questions } from '../../../support/walkedQuestions.ts';
import { type WalkedStage, walkedStage } from '../../../support/walkedStage.ts';
import { dateBack, spreadEntities, spreads, textOf, walkedTypes } from '../../../support/walkedTables.ts';

const sizes = isNight ? [1000, 10_000, 100_000] : [120];
const chosen = process.env['WALKED_SIZES']?.split(',').map(Number) ?? sizes;
if (isNight) jest.setTimeout(3_600_000);

/** True for the first question of its walk: in large tables that one alone is read to its end. */
const isUsual = (question: Question): boolean =>
  asked({ type: question.type } as WalkedStage).find(({ walk }) => walk === question.walk) === question;

/**
 * Pages that are read of a result, and the rows of a CSV: all, but in a large table only the first where storage ends its answers
 * early, which is as many requests as there are rows.
 */
const mostPages = ({ stage, storage }: Cell): number =>
  stage.entities.length > 10_000 && storage.least < 1000 ? 10 : Infinity;
const mostLines = (cell: Cell): number => 300 * mostPages(cell);

const forms = {
  page: async (cell: Cell) => {
    for (const question of asked(cell.stage)) {
      for (const limit of cell.stage.entities.length > 10_000 && !isBound(cell, question) ? [25] : [1, 25]) {
        await judge(
          cell,
          question,
          async () => await pagesOf(cell.stage, question, { limit, most: 1, complete: true }),
        );
        await judge(cell, question, async () => await pagesOf(cell.stage, question, { limit, most: 1 }));
      }
    }
  },
  'all pages': async (cell: Cell) => {
    const { stage } = cell;
    const size = stage.entities.length;
    const limit = size > 1000 ? 1000 : 97;
    for (const question of asked(stage)) {
      const isToEnd = size <= 1000 || (isUsual(question) && isBound(cell, question));
      await judge(
        cell,
        question,
        async () => await pagesOf(stage, question, { limit, most: isToEnd ? mostPages(cell) : 3 }),
      );
    }
  },
  function: async (cell: Cell) => {
    const { stage } = cell;
    const { type, entities } = stage;
    const name = type.reportFunction?.name ?? '';
    if (type === walkedTypes.series) {
      const days = entities.map((row) => textOf(row, 'reportDate')).filter((day) => day !== '');
      const before = dateBack(180 + daysBack(latestOf(days)));
      const of180 = days.filter((day) => day > before);
      const { answers, isTooMuch } = await linkedPages(stage, `reports/${name}(period='D180')`);
      // The view of a series is read whole, at most 9,000 rows and 1,000 requests.
      if (isTooMuch) expect(of180.length).toBeGreaterThan(Math.min(9000, 900 * cell.storage.least));
      else expect(answers.flatMap(({ ids }) => ids)).toHaveLength(new Set(of180).size);
      for (const { walked } of answers) expect(walked).toBeLessThanOrEqual(of180.length + 3);
      if (isTooMuch || new Set(of180).size < of180.length) return;
      // A day that stands once is no more than its row: the newest, those that are shown, and the one behind them.
      const top = await linkedPages(stage, `reports/${name}(period='D180')?$top=25`);
      expect(top.answers.flatMap(({ ids }) => ids)).toHaveLength(Math.min(25, of180.length));
      for (const answer of top.answers) expectBound(cell, usualRange(type), answer, { requests: 1, walked: 1 });
      return;
    }
    const expected = new Set(newestOf(entities, '30').map(({ id }) => id));
    const question = { ...usualRange(type), holds: ({ id }: Entity) => expected.has(id), order: [] };
    const { answers, ...end } = await linkedPages(stage, `reports/${name}(period='D30')`, mostPages(cell));
    expect(end.isTooMuch).toBe(false);
    const found = answers.flatMap(({ ids }) => ids);
    expect(faultOf(question, entities, found, end.isWhole)).toBeUndefined();
    for (const [at, answer] of answers.entries())
      expectBound(cell, question, answer, at === 0 ? { requests: 2, walked: 2 } : nothing);
    expectNothingTwice(answers);
  },
  CSV: async (cell: Cell) => {
    const { stage } = cell;
    const { type, entities } = stage;
    for (const question of asked(stage).filter((each) => isUsual(each) && each.walk !== 'steps')) {
      const read = await streamOf(stage, question, mostLines(cell)).catch((error: unknown) => {
        if (!mayBeTooMuch(cell, question, error)) throw error;
      });
      if (read === undefined) continue;
      const { pieces, ...answer } = read;
      const isWhole = answer.ids.length < mostLines(cell);
      expect(faultOf(question, entities, answer.ids, isWhole)).toBeUndefined();
      const ranges = rangesOf(cell, question);
      if (!isBound(cell, question)) continue;
      const returned = answer.ids.length;
      // A piece of what is merged is as large as memory allows; what was read ahead of it, an answer of each range, is read again by the next.
      const isMerged = question.walk !== 'range';
      const ahead = ranges * (2 * pieces + (isMerged ? 1000 * (pieces - 1) : 0));
      const most = Math.min(returned + ahead, ranges > 1 ? ranges * (returned + 2 * pieces) : Infinity);
      expect(answer.walked).toBeLessThanOrEqual(most);
    }
    if (type === walkedTypes.series) return;
    const expected = Math.min(newestOf(entities, '30').length, mostLines(cell));
    const top = mostLines(cell) < Infinity ? `?$top=${mostLines(cell)}` : '';
    const address = `reports/${type.reportFunction?.name}(period='D30')${top}`;
    const { lines, walked, requests } = await csvOf(stage, address);
    expect(lines).toBe(expected);
    const pieces = 1 + Math.floor(expected / 1000);
    expect(walked).toBeLessThanOrEqual(expected + 2 + 2 * pieces);
    if (cell.storage.least === 1000) expect(requests).toBeLessThanOrEqual(2 + 2 * pieces);
  },
  delta: async (cell: Cell) => {
    const { stage } = cell;
    const filtered = usualRange(stage.type);
    const filter = /\$filter=[^&]*/.exec(filtered.options)?.[0];
    const isAll = { ...filtered, holds: () => true, order: [] };
    const each = [
      ...(stage.entities.length > 10_000 && filter !== undefined ? [] : [['', isAll] as const]),
      ...(filter === undefined ? [] : [[`?${filter}`, { ...filtered, order: [] }] as const]),
    ];
    for (const [options, question] of each) {
      const { answers, ...end } = await linkedPages(stage, `${stage.type.name}/delta${options}`, mostPages(cell));
      expect(end.isTooMuch).toBe(false);
      const ids = answers.flatMap((answer) => answer.ids);
      expect(faultOf(question, stage.entities, ids, end.isWhole)).toBeUndefined();
      for (const [at, answer] of answers.entries())
        expectBound(cell, question, answer, at === 0 ? { requests: 2, walked: 1 } : nothing);
      expectNothingTwice(answers);
    }
  },
  'parts of a batch': async (cell: Cell) => {
    const { stage } = cell;
    const some = asked(stage).filter((question) => isBound(cell, question));
    const urls = some.map(({ options }) => `${stage.type.name}?${options}&$top=25`);
    const { parts, requests, walked } = await batchOf(stage, urls);
    let [most, asks] = [0, 0];
    for (const [at, question] of some.entries()) {
      const { status, ids } = parts[at]!;
      expect(status).toBe(200);
      expect(faultOf(question, stage.entities, ids, false)).toBeUndefined();
      const ranges = rangesOf(cell, question);
      most += ranges * (ids.length + 2);
      asks += ranges + (question.walk === 'open' ? ranges + 1 : 0);
    }
    expect(walked).toBeLessThanOrEqual(most);
    if (cell.storage.least === 1000) expect(requests).toBeLessThanOrEqual(asks);
  },
} as const;

const daysBack = (day: string): number =>
  day === '' ? 0 : Math.round((Date.parse(dateBack(0)) - Date.parse(day)) / 86_400_000);

const usualRange = (type: Question['type']): Question => {
  const found = questions.find((question) => question.type === type && question.walk === 'range');
  if (found === undefined) throw new Error(type.name);
  return found;
};

const keysOf = <T extends object>(table: T): readonly (keyof T)[] => Object.keys(table) as (keyof T)[];
const cells = keysOf(walkedTypes).flatMap((shape) =>
  keysOf(spreads).flatMap((spread) =>
    keysOf(storages).flatMap((storage) => keysOf(forms).map((form) => ({ shape, spread, storage, form }))),
  ),
);
const drawn = sampledKinds(cells, ({ shape, spread, storage, form }) => [
  `${shape} ${spread}`,
  `${shape} ${form}`,
  `${spread} ${storage}`,
  `${storage} ${form}`,
]);

describe.each(chosen)('%i rows', (size) => {
  describe.each(keysOf(walkedTypes))('%s', (shape) => {
    describe.each(keysOf(spreads))('%s', (spread) => {
      let stage: WalkedStage | undefined;
      beforeAll(async () => {
        const type = walkedTypes[shape];
        stage = await walkedStage(type, spreadEntities(type, spreads[spread], size));
      });
      afterAll(async () => {
        await stage?.app.stop();
        stage = undefined;
      });
      const ofTable = drawn.filter((cell) => cell.shape === shape && cell.spread === spread);
      it.each(ofTable.map(({ storage, form }) => [storage, form] as const))('%s, %s', async (storage, form) => {
        stage!.endAnswers(storages[storage].walk);
        const isCut = spread === 'names equal in 64 units';
        await forms[form]({ stage: stage!, storage: storages[storage], isCut });
      });
    });
  });
});
