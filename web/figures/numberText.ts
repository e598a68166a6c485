import type { ListedColumn } from '../../shared/service/listedReport.ts';

const whole = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });
const compact = new Intl.NumberFormat('en-GB', { notation: 'compact', maximumFractionDigits: 1 });
const none = '–';
const unitsOfBytes = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];

const fixed = (value: number, digits: number): string =>
  value.toLocaleString('en-GB', { minimumFractionDigits: digits, maximumFractionDigits: digits });
const minus = (text: string): string => text.replace('-', '−');

/** A number without decimals; a dash for none. */
export function numberText(value: number | null | undefined): string {
  return value === null || value === undefined ? none : minus(whole.format(value));
}

/** An Int64 as it was sent, in groups of three digits: no digit is lost. */
export function exactNumberText(digits: string): string {
  return minus(BigInt(digits).toLocaleString('en-GB'));
}

/** A share in per cent, such as "88 %", which is not broken over two lines. */
export function percentText(part: number, all: number, digits = 0): string {
  return all === 0 ? none : `${fixed((100 * part) / all, digits)}\u00a0%`;
}

/** A change with its sign: a decimal where it tells something. */
export function signedText(value: number | null, unit = '\u00a0%', digits?: number): string {
  if (value === null) return none;
  const places = digits ?? (Math.abs(value) < 10 ? 1 : 0);
  const text = fixed(Math.abs(value), places);
  const sign = Number(text.replaceAll(',', '')) === 0 ? '' : value > 0 ? '+' : '−';
  return `${sign}${text}${unit}`;
}

/** How a kind of number is written. */
export interface NumberText {
  /** With its unit. */
  full(value: number | null | undefined): string;
  /** What an axis up to `top` is divided by: steps on it are round in this unit. */
  unitOf(top: number): number;
  /** On an axis up to `top`. */
  axis(value: number, top: number): string;
}

const powerOf = (value: number): number =>
  Math.min(unitsOfBytes.length - 1, Math.floor(Math.log(Math.max(Math.abs(value), 1)) / Math.log(1024)));

/** Steps of 1,024 named GB and TB, as the admin center does. */
const bytes: NumberText = {
  full(value) {
    if (value === null || value === undefined) return none;
    const power = powerOf(value);
    const scaled = value / 1024 ** power;
    return `${minus(fixed(scaled, power > 0 && Math.abs(scaled) < 100 ? 1 : 0))}\u00a0${unitsOfBytes[power] ?? ''}`;
  },
  unitOf: (top) => 1024 ** powerOf(top),
  axis(value, top) {
    const power = powerOf(top);
    return value === 0 ? '0' : `${(value / 1024 ** power).toLocaleString('en-GB')}\u00a0${unitsOfBytes[power] ?? ''}`;
  },
};

const count: NumberText = {
  full: numberText,
  unitOf: () => 1,
  axis: (value, top) =>
    top < 10_000 ? minus(value.toLocaleString('en-GB')) : value === 0 ? '0' : compact.format(value).toLowerCase(),
};

/** Times; `perUnit` of them are a second. */
const time = (perUnit: number): NumberText => {
  const unitOf = (top: number): number => (top / perUnit >= 7200 ? 3600 : 60) * perUnit;
  const name = (top: number): string => (unitOf(top) === 3600 * perUnit ? 'h' : 'min');
  return {
    full(value) {
      if (value === null || value === undefined) return none;
      const scaled = value / unitOf(Math.abs(value));
      return `${minus(fixed(scaled, Math.abs(scaled) < 10 ? 1 : 0))}\u00a0${name(Math.abs(value))}`;
    },
    unitOf,
    axis: (value, top) =>
      value === 0 ? '0' : `${count.axis(value / unitOf(top), top / unitOf(top))}\u00a0${name(top)}`,
  };
};

const average: NumberText = {
  ...count,
  full: (value) => (value === null || value === undefined ? none : minus(fixed(value, 1))),
};
const byUnit: Readonly<Record<string, NumberText>> = {
  bytes,
  duration: time(1),
  seconds: time(1),
  minutes: time(1 / 60),
};

/** How the numbers of a column are written. */
export function numberTextOf({ unit, type }: Pick<ListedColumn, 'unit' | 'type'>): NumberText {
  return byUnit[unit ?? ''] ?? (type === 'Edm.Double' ? average : count);
}
