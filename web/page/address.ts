import type { Step } from '../figures/buckets.ts';

/** What a report is asked to show; what is not there is the default. */
export interface Choices {
  /** A span of days that ends at the newest, such as `90d`. */
  readonly last?: string;
  readonly from?: string;
  readonly to?: string;
  readonly by?: Exclude<Step, 'day'>;
  readonly against?: 'before' | 'year';
  /** Names of the columns that are drawn, separated by commas. */
  readonly lines?: string;
  /** What tells rows of a day apart: a kind of site, a product. */
  readonly kind?: string;
  /** Days a total or a detail is about. */
  readonly period?: string;
  /** A ready question. */
  readonly show?: string;
  /** A column, with a minus before it for the greatest first. */
  readonly sort?: string;
}

/** What the address says. A person's name that is looked for is never part of it, nor is a token. */
export type View =
  | { readonly kind: 'overview' }
  | { readonly kind: 'reports' }
  | { readonly kind: 'coverage'; readonly isWrong: boolean }
  | { readonly kind: 'report'; readonly set: string; readonly choices: Choices }
  | { readonly kind: 'unknown' };

const isDate = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
const isIn =
  (...values: readonly string[]) =>
  (text: string) =>
    values.includes(text);

/** What may stand in the query of a report; anything else is as if it were not there. */
const allowed: Readonly<Record<keyof Choices, (text: string) => boolean>> = {
  last: isIn('7d', '30d', '6m', '1y', 'all'),
  from: isDate,
  to: isDate,
  by: isIn('week', 'month'),
  against: isIn('before', 'year'),
  lines: (text) => /^\w+(?:,\w+)*$/.test(text),
  kind: (text) => text.length > 0 && text.length <= 200,
  period: isIn('7', '28', '30', '90', '180', 'ALL'),
  show: (text) => /^[\w-]+$/.test(text),
  sort: (text) => /^-?\w+$/.test(text),
};

function choicesOf(query: URLSearchParams): Choices {
  const found = Object.entries(allowed).flatMap(([name, isAllowed]) => {
    const text = query.get(name);
    return text !== null && isAllowed(text) ? [[name, text] as const] : [];
  });
  const choices = Object.fromEntries(found) as Choices;
  const { from, to, ...rest } = choices;
  return from !== undefined && to !== undefined && from <= to ? choices : rest;
}

/** Reads an address of the page. */
export function readAddress({ pathname, search }: Pick<URL, 'pathname' | 'search'>): View {
  const query = new URLSearchParams(search);
  const path = pathname.length > 1 ? pathname.replace(/\/$/, '') : pathname;
  if (path === '/') return { kind: 'overview' };
  if (path === '/reports') return { kind: 'reports' };
  if (path === '/coverage') return { kind: 'coverage', isWrong: query.get('show') === 'wrong' };
  const [, set] = /^\/reports\/([^/]+)$/.exec(path) ?? [];
  return set === undefined ? { kind: 'unknown' } : { kind: 'report', set, choices: choicesOf(query) };
}

/** The address of a report. */
export function reportAddress(set: string, choices: Choices = {}): string {
  const given = Object.entries(choices).filter((pair): pair is [string, string] => pair[1] !== undefined);
  const query = new URLSearchParams(given).toString().replaceAll('%2C', ',');
  return `/reports/${encodeURIComponent(set)}${query === '' ? '' : `?${query}`}`;
}
