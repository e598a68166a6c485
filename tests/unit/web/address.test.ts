// Every choice is an address, and an address says nothing else; lines have colours and labels of their own.
import { lineSlotsOf } from '../../../web/chart/lineSlots.ts';
import { spread } from '../../../web/chart/spread.ts';
import { readAddress, reportAddress, type Choices } from '../../../web/page/address.ts';

const read = (address: string) => readAddress(new URL(address, 'https://reports.example'));

test.each<Choices>([
  {},
  { last: '1y', by: 'week', against: 'year', lines: 'teams,yammer' },
  { from: '2026-01-01', to: '2026-01-31', kind: "Team Site & 'more'" },
  { period: '90', show: 'idle-90', sort: '-teamsLastActivityDate' },
])('%p comes back from its address', (choices) => {
  const set = 'office365ActiveUserCounts';
  expect(read(reportAddress(set, choices))).toEqual({ kind: 'report', set, choices });
});

test.each([
  ['/', { kind: 'overview' }],
  ['/reports/', { kind: 'reports' }],
  ['/coverage?show=wrong', { kind: 'coverage', isWrong: true }],
  ['/coverage?show=other', { kind: 'coverage', isWrong: false }],
  ['/reports/a/b', { kind: 'unknown' }],
  [
    '/reports/x?last=90d&by=year&from=2026-13-30&to=2026-03-01&find=ada&lines=a%20b',
    { kind: 'report', set: 'x', choices: {} },
  ],
  ['/reports/x?from=2026-03-02&to=2026-03-01', { kind: 'report', set: 'x', choices: {} }],
])('%s', (address, view) => {
  expect(read(address)).toEqual(view);
});

test('labels keep their order and their distance, and stay inside', () => {
  const placed = spread([50, 52, 10, 300, 301], 17, 20, 280);
  const sorted = [...placed].sort((a, b) => a - b);
  expect(sorted).toEqual([placed[2], placed[0], placed[1], placed[3], placed[4]]);
  for (const [at, y] of sorted.slice(1).entries()) expect(y - sorted[at]!).toBeGreaterThanOrEqual(17);
  expect([sorted[0]! >= 20, sorted.at(-1)! <= 280]).toEqual([true, true]);
});

test('no two lines have one colour, a service has its own, and a line keeps the one it has', () => {
  const names = ['office365', 'exchange', 'oneDrive', 'sharePoint', 'skypeForBusiness', 'yammer', 'teams', 'other'];
  const slots = lineSlotsOf(names);
  expect(new Set(slots.values()).size).toBe(names.length);
  expect(lineSlotsOf(['teamsActive']).get('teamsActive')).toBe(slots.get('teams'));
  const few = lineSlotsOf(['a', 'b', 'c']);
  expect(lineSlotsOf(['c', 'd'], few).get('c')).toBe(few.get('c'));
  const same = new Map([
    ['a', '2'],
    ['b', '2'],
  ]);
  expect(lineSlotsOf(['a', 'b'], same)).toEqual(
    new Map([
      ['a', '2'],
      ['b', '1'],
    ]),
  );
});
