import { type Answer, type Answers, isTooMuch } from './walkedForms.ts';
import { seededRandom } from './seededFaults.ts';
import { seedOf } from './seedOf.ts';
import { faultOf, type Question, questions } from './walkedQuestions.ts';
import type { WalkedStage } from './walkedStage.ts';
import { textOf } from './walkedTables.ts';

const random = seededRandom(seedOf(24));
/** Rows after which storage ends an answer; the fewest it looks at, as far as that is sure. */
export const storages = {
  'whole answers': { walk: () => 1000, least: 1000 },
  'one row an answer': { walk: () => 1, least: 1 },
  'few rows an answer': { walk: () => 7, least: 7 },
  'any number of rows an answer': { walk: () => (random() < 0.2 ? 0 : Math.floor(random() * 90)), least: 0.5 },
} as const;
export type Storage = (typeof storages)[keyof typeof storages];

/** What one cell of the matrix is about. */
export interface Cell {
  readonly stage: WalkedStage;
  readonly storage: Storage;
  /** Rows of names that were cut stand outside the bound, and are read whole. */
  readonly isCut: boolean;
}

/** Ranges a question is read in: the values it names or, where a part is open, those there are. */
export function rangesOf({ stage: { entities } }: Cell, { walk, values = 1 }: Question): number {
  return walk === 'open' ? Math.max(1, new Set(entities.map((row) => row['reportPeriod'])).size) : values;
}

/** Requests that are no more than their share: one and one for each 1,000 of a range, and what storage that ends early adds. */
function mostRequests({ storage }: Cell, ranges: number, returned: number, walked: number): number {
  const whole = ranges * (1 + Math.floor(returned / 1000));
  return storage.least === 1000 ? whole : whole + 2 + Math.ceil((2 * walked) / storage.least);
}

/** What a form asks beside the rows: requests, and rows of those. */
export const nothing = { requests: 0, walked: 0 };

export function expectBound(cell: Cell, question: Question, { ids, requests, walked }: Answer, more = nothing): void {
  const ranges = rangesOf(cell, question);
  expect(walked - more.walked).toBeLessThanOrEqual(ranges * (ids.length + 2));
  const learning = question.walk === 'open' ? ranges + 1 : 0;
  expect(requests - more.requests - learning).toBeLessThanOrEqual(mostRequests(cell, ranges, ids.length, walked));
}

/** A year of one person is as many steps as days; a page ends after 40 requests. */
function expectSteps({ stage: { entities } }: Cell, { answers }: Answers): void {
  for (const { requests } of answers) expect(requests).toBeLessThanOrEqual(40);
  const values = new Set(entities.map((row) => `${textOf(row, 'reportPeriod')} ${textOf(row, 'reportRefreshDate')}`));
  const sum = (of: (answer: Answer) => number): number => answers.reduce((total, answer) => total + of(answer), 0);
  const returned = sum(({ ids }) => ids.length);
  expect(sum(({ walked }) => walked)).toBeLessThanOrEqual(returned + 2 * values.size + 2 * answers.length);
}

/** No page reads again what one before it read. */
export function expectNothingTwice(answers: readonly Answer[]): void {
  const seen = new Set<string>();
  for (const { keys } of answers) {
    expect(keys.filter((key) => seen.has(key))).toEqual([]);
    for (const key of keys) seen.add(key);
  }
}

export const asked = ({ type }: WalkedStage): readonly Question[] => questions.filter((each) => each.type === type);
export const isBound = ({ isCut }: Cell, { isByName, walk }: Question): boolean =>
  walk !== 'steps' && !(isCut && isByName);

/** Rows of one cut are read whole, a few answers more than they fill. */
function expectFewRequests({ stage: { entities }, storage }: Cell, { requests }: Answer): void {
  if (storage.least === 1000) expect(requests).toBeLessThanOrEqual(64 + (2 * entities.length) / 1000);
}

/** Rows of one cut are seen together; storage that ends its answers early needs more requests for them than there are. */
export const mayBeTooMuch = ({ isCut, storage }: Cell, { isByName }: Question, error: unknown): boolean =>
  isCut && isByName === true && storage.least < 1000 && isTooMuch(error);

/** Holds answers against what their question means, and against its bound. */
export async function judge(cell: Cell, question: Question, read: () => Promise<Answers>): Promise<void> {
  const { stage } = cell;
  let found: Answers;
  try {
    found = await read();
  } catch (error) {
    if (!mayBeTooMuch(cell, question, error)) throw error;
    return;
  }
  const { answers, isWhole } = found;
  const ids = answers.flatMap((answer) => answer.ids);
  expect(faultOf(question, stage.entities, ids, isWhole)).toBeUndefined();
  if (question.walk === 'steps') {
    if (isWhole && !cell.isCut) expectSteps(cell, found);
    return;
  }
  if (!isBound(cell, question)) {
    for (const answer of answers) expectFewRequests(cell, answer);
    return;
  }
  for (const answer of answers) expectBound(cell, question, answer);
  if (question.walk === 'range') expectNothingTwice(answers);
}
