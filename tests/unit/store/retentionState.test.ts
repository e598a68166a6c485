import {
  daysKept,
  nextRetention,
  retentionProperties,
  retentionStateIn,
} from '../../../shared/store/retention/retentionState.ts';
import type { RetentionState } from '../../../shared/store/retention/retentionState.ts';

const night = (day: number): string => `2026-01-${String(day).padStart(2, '0')}`;

/** What is remembered after some nights, each with its setting. */
function after(nights: readonly (readonly [day: number, days: number | undefined])[]): RetentionState {
  let state: RetentionState = {};
  for (const [day, days] of nights) {
    const next = nextRetention(state, days, night(day));
    // What is read again is what was written.
    state = retentionStateIn({ rowKey: 'm_retention', etag: '', properties: retentionProperties(next) });
    expect(state).toEqual(next);
  }
  return state;
}
const nights = (from: number, to: number, days: number | undefined) =>
  Array.from({ length: to - from + 1 }, (_, at) => [from + at, days] as const);

test.each<[what: string, nights: readonly (readonly [number, number | undefined])[], state: RetentionState]>([
  ['without a setting nothing goes', nights(1, 9, undefined), {}],
  ['the first night', nights(1, 1, 90), { proposed: { days: 90, nights: 1, night: night(1) } }],
  ['seven nights', nights(1, 7, 90), { proposed: { days: 90, nights: 7, night: night(7) } }],
  ['the night after seven', nights(1, 8, 90), { days: 90 }],
  [
    'many runs of one night are one',
    [...nights(1, 3, 90), ...nights(3, 3, 90), ...nights(3, 3, 90)],
    {
      proposed: { days: 90, nights: 3, night: night(3) },
    },
  ],
  [
    'many runs of the seventh are one',
    [...nights(1, 7, 90), ...nights(7, 7, 90)],
    {
      proposed: { days: 90, nights: 7, night: night(7) },
    },
  ],
  [
    'another value begins again',
    [...nights(1, 6, 90), ...nights(7, 7, 120)],
    {
      proposed: { days: 120, nights: 1, night: night(7) },
    },
  ],
  [
    'nights that were left out count nothing',
    [...nights(1, 2, 90), ...nights(20, 20, 90)],
    {
      proposed: { days: 90, nights: 3, night: night(20) },
    },
  ],
  ['a longer time counts at once', [...nights(1, 8, 90), ...nights(9, 9, 365)], { days: 365 }],
  [
    'a shorter one waits, and what counts goes on',
    [...nights(1, 8, 90), ...nights(9, 10, 60)],
    {
      days: 90,
      proposed: { days: 60, nights: 2, night: night(10) },
    },
  ],
  [
    'back to what counted, before it counts',
    [...nights(1, 8, 90), ...nights(9, 10, 60), ...nights(11, 11, 90)],
    {
      days: 90,
    },
  ],
  [
    'without a setting all is forgotten',
    [...nights(1, 8, 90), ...nights(9, 9, undefined), ...nights(10, 10, 90)],
    {
      proposed: { days: 90, nights: 1, night: night(10) },
    },
  ],
  [
    'a clock that goes back counts nothing',
    [...nights(9, 9, 90), ...nights(1, 5, 90)],
    {
      proposed: { days: 90, nights: 1, night: night(9) },
    },
  ],
])('%s', (_what, given, state) => {
  expect(after(given)).toEqual(state);
});

test('before the next night a setting can lengthen the time and not shorten it', () => {
  expect(daysKept({}, 90)).toBeUndefined();
  expect(daysKept({ days: 90 }, undefined)).toBeUndefined();
  expect(daysKept({ days: 90 }, 365)).toBe(365);
  expect(daysKept({ days: 90 }, 31)).toBe(90);
});

test.each([undefined, {}, { days: '90' }, { days: 90n, proposed: 60n }, { proposed: 60n, nights: 1n, night: 5n }])(
  'a row that says nothing of it shortens nothing: %p',
  (properties) => {
    const state = retentionStateIn(properties === undefined ? undefined : { rowKey: '', etag: '', properties });
    expect(state.proposed).toBeUndefined();
    expect(daysKept(state, 31)).toBe(
      properties !== undefined && 'proposed' in properties && 'days' in properties ? 90 : undefined,
    );
  },
);
