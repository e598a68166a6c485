import type { Property } from '../../shared/edm/entityType.ts';
import { chance } from './chance.ts';
import { sampleCalendarShare } from './sampleCalendar.ts';

/** People of the organisation that is made up. */
export const samplePeople = 2000;

const gigabyte = 1024 ** 3;
/** Days over which things grow. */
const span = 400;

/** What part of the people uses something on an ordinary day, at the beginning and now; by words in the name of a column. */
const shares: readonly (readonly [words: RegExp, before: number, now: number])[] = [
  [/^skype/i, 0.02, 0.005],
  [/^office365|^anyApp/, 0.79, 0.82],
  [/^exchange|^outlook$|^read$|^receive$/, 0.78, 0.77],
  [/^teams|^meetings?$|^windows$/i, 0.58, 0.75],
  [/^oneDrive|^excel$/i, 0.49, 0.55],
  [/^sharePoint|^word$/i, 0.42, 0.47],
  [/^yammer/i, 0.09, 0.066],
  [/windowsPhone|linux|chromeOS|imap|pop3|smtp|2007|2010/i, 0.004, 0.002],
];
/** Periods reach more people than days. */
const reach: Readonly<Record<string, number>> = { '7': 1, '30': 1.07, '90': 1.09, '180': 1.11, ALL: 1.11 };
/** States that would say nonsense beside each other if each were made up for itself: their part of the people. */
const states: Readonly<Record<string, number>> = {
  underLimit: 0.977,
  warningIssued: 0.008,
  sendProhibited: 0.002,
  sendReceiveProhibited: 0.0005,
  indeterminate: 0,
  assigned: 0.99,
  activated: 0.9,
  sharedComputerActivation: 0.04,
  total: 0.99,
};
/** People with a Copilot licence, at the beginning and now. */
const copilotPeople = [160, 320] as const;

/** Where a figure stands. */
export interface FigurePlace {
  readonly set: string;
  readonly name: string;
  readonly property: Property;
  readonly date: string;
  /** Days before the newest. */
  readonly age: number;
  /** Of a total. */
  readonly period?: string;
  /** Of the whole, for a kind of site or a product. */
  readonly part: number;
}

const between = (before: number, now: number, age: number): number =>
  now + ((before - now) * Math.min(age, span)) / span;

function shareOf({ set, name, age }: FigurePlace): number {
  const known = shares.find(([words]) => words.test(name));
  const own = 0.06 + 0.5 * chance(set, name);
  return known === undefined ? between(own * 0.93, own, age) : between(known[1], known[2], age);
}

/** People who may use something and those who did: pairs of columns that have to fit. */
function pairFigure({ name, age, period, date, property }: FigurePlace): number | undefined {
  const [, app, kind] = /^(\w+?)(Enabled|Active|Inactive)(?:Users)?$/.exec(name) ?? [];
  if (app === undefined || kind === undefined) return undefined;
  if (name.endsWith('Users')) {
    const enabled = Math.round(between(...copilotPeople, age));
    if (kind === 'Enabled') return enabled;
    const used =
      (app === 'anyApp' ? between(0.42, 0.61, age) : 0.1 + 0.35 * chance(app)) *
      (period === undefined ? sampleCalendarShare(date) * 0.8 : 1);
    return Math.round(enabled * Math.min(0.95, used));
  }
  const enabled = Math.round(samplePeople * (app.startsWith('yammer') ? 0.88 : 0.985));
  const isActiveOfTotal = property.measure === 'period';
  const share = Math.min(0.93, shareOf({ set: '', name: app, age } as FigurePlace) * (reach[period ?? '7'] ?? 1));
  if (!isActiveOfTotal) return undefined;
  const active = Math.round(enabled * share);
  return kind === 'Active' ? active : enabled - active;
}

/** Bytes: a store that grows. */
function bytes({ set, name, age, part }: FigurePlace): number {
  const now = (6 + 30 * chance(set, name, 'size')) * 1024 * gigabyte * part;
  return Math.round(between(now * (0.78 + 0.1 * chance(set, 'growth')), now, age));
}

/** A plausible figure: growth, weekends, holidays, and never the same number twice for no reason. */
export function sampleFigure(place: FigurePlace): number {
  const { set, name, property, date, period, part } = place;
  const pair = pairFigure(place);
  if (pair !== undefined) return pair;
  if (property.unit === 'bytes') return bytes(place);
  const noise = 1 + (chance(set, name, date, period ?? '') - 0.5) * 0.03;
  const people = samplePeople * part * shareOf(place);
  const state = states[name];
  if (property.measure === 'level' && state !== undefined) return Math.round(samplePeople * part * state);
  if (property.measure === 'level') return Math.round(people * noise * 0.5 + 1);
  if (property.measure === 'period')
    return Math.round(Math.min(samplePeople * 0.95, people * (reach[period ?? '7'] ?? 1)) * noise);
  const today = people * sampleCalendarShare(date) * noise;
  return Math.round(property.measure === 'flow' ? today * (2 + 9 * chance(set, name, 'each')) : today);
}
