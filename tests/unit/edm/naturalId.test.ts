import { maxKeyLength } from '../../../shared/edm/entityKey.ts';
import type { EntityType } from '../../../shared/edm/entityType.ts';
import { naturalId } from '../../../shared/edm/naturalId.ts';
import { placedId } from '../../../shared/edm/placedId.ts';
import type { PropertyValue } from '../../../shared/edm/edmValue.ts';
import { model } from '../../../shared/model/model.ts';
import { maxEncodedKeyLength, storageKey } from '../../../shared/store/rows/keyEncoding.ts';

type Values = Readonly<Record<string, PropertyValue>>;
const typeOf = (wanted: string): EntityType => model.find(({ name }) => name === wanted)!;
const idOf = (type: string, values: Values) => naturalId(typeOf(type), values);
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

test('of a series: the day, whatever report the row came from', () => {
  const values = { reportRefreshDate: '2022-10-25', reportPeriod: '7', reportDate: '2022-10-19', teams: 5n };
  expect(idOf('office365ActiveUserCounts', values)).toBe('2022-10-19');
  expect(idOf('office365ActiveUserCounts', { reportDate: '2022-10-19' })).toBe('2022-10-19');
  expect(idOf('office365ActiveUserCounts', { ...values, reportDate: null })).toBeUndefined();
  expect(idOf('office365ActiveUserCounts', { reportRefreshDate: '2022-10-25' })).toBeUndefined();
});

test('of a series with several rows a day: what tells them apart behind it', () => {
  const of = (values: Values) => idOf('oneDriveUsageStorage', { reportDate: '2022-10-19', ...values });
  expect(of({ siteType: 'OneDrive' })).toBe('2022-10-19_OneDrive');
  expect(of({ siteType: 'All' })).toBe('2022-10-19_All');
  expect([of({ siteType: '' }), of({ siteType: null })]).toEqual(['2022-10-19', '2022-10-19']);
  expect(of({})).toBeUndefined();
});

test('of a total: refresh date and period, or the product', () => {
  const values = { reportRefreshDate: '2022-10-25', reportPeriod: '7' };
  expect(idOf('office365ServicesUserCounts', values)).toBe('2022-10-25_7');
  expect(idOf('office365ServicesUserCounts', { reportRefreshDate: '2022-10-25' })).toBeUndefined();
  expect(idOf('office365ServicesUserCounts', { ...values, reportPeriod: null })).toBeUndefined();
  const product = { reportRefreshDate: '2022-10-25', productType: 'MICROSOFT 365 APPS FOR ENTERPRISE' };
  expect(idOf('office365ActivationCounts', product)).toBe('2022-10-25_MICROSOFT 365 APPS FOR ENTERPRISE');
});

test.each([
  '7_2',
  'x'.repeat(65),
  '7\n',
  'Visio/Project',
  'a\\b',
  '50%',
  'C#',
  'why?',
  ' 7',
  '7 ',
  '\u{e000}',
  '\u2066',
])(
  'a part that has %j stands as a UUID: it could not be told from others, seen or written into a path',
  (reportPeriod) => {
    const [date, part = ''] = idOf('office365ServicesUserCounts', {
      reportRefreshDate: '2022-10-25',
      reportPeriod,
    })!.split('_');
    expect(date).toBe('2022-10-25');
    expect(part).toMatch(uuid);
  },
);

describe('of a detail: refresh date, period and the subject without its name', () => {
  const night = { reportRefreshDate: '2022-10-25', reportPeriod: '30' };
  const of = (values: Values) => idOf('office365GroupsActivityDetail', { ...night, ...values });
  const user = (userPrincipalName: string) =>
    idOf('office365ActiveUserDetail', { reportRefreshDate: '2022-10-25', userPrincipalName });

  test('never changes: rows that were stored are found again by it', () => {
    expect(of({ groupId: 'g1' })).toBe('2022-10-25_30_33ab16c5-ba0e-56dd-bc4b-3fccbe55785a');
    expect(user('ada@contoso.example')).toBe('2022-10-25_8a23888c-28d5-5e57-9c1b-d1897df134e8');
  });

  test('the id alone where it says something, else the names; an empty text is none', () => {
    const byId = of({ groupId: 'g1', groupDisplayName: 'Sales' });
    expect(of({ groupId: 'g1', groupDisplayName: 'Sales, renamed' })).toBe(byId);
    const byName = of({ groupId: '00000000-0000-0000-0000-000000000000', groupDisplayName: 'Sales' });
    expect(of({ groupId: '', groupDisplayName: 'Sales' })).toBe(byName);
    expect(of({ groupDisplayName: 'Sales' })).toBe(byName);
    expect(byName).not.toBe(byId);
    expect(of({ groupId: 'Sales' })).not.toBe(byName);
  });

  test('a group without a name has an id too, unless nothing was said of its name', () => {
    expect(of({ groupDisplayName: '' })).toMatch(/^2022-10-25_30_[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab]/);
    expect(of({ groupDisplayName: null })).toBe(of({ groupDisplayName: '' }));
    expect(of({})).toBeUndefined();
    expect(of({ groupId: '00000000-0000-0000-0000-000000000000' })).toBeUndefined();
  });

  test('names are told apart character by character, and by the column they stand in', () => {
    const names = ['ada', 'Ada', 'ADA', 'ada ', 'ad\u00e4', 'ada\u0308', 'ad\u0430', '(Unknown)'];
    expect(new Set(names.map(user)).size).toBe(names.length);
    const community = (groupDisplayName: string | null, ownerPrincipalName: string | null) =>
      idOf('yammerGroupsActivityDetail', { ...night, groupDisplayName, ownerPrincipalName, networkDisplayName: null });
    const pairs = [
      ['a', 'b'],
      ['b', 'a'],
      ['ab', null],
      [null, 'ab'],
      ['a","b', null],
    ] as const;
    expect(new Set(pairs.map(([one, other]) => community(one, other))).size).toBe(pairs.length);
  });
});

test('a type that is no report has none', () => {
  for (const type of model.filter(({ shape }) => shape === undefined)) expect(naturalId(type, {})).toBeUndefined();
});

test('rows of equal keys are told apart by their place', () => {
  expect([1, 2, 3].map((place) => placedId('2022-10-25_7', place))).toEqual([
    '2022-10-25_7',
    '2022-10-25_7_2',
    '2022-10-25_7_3',
  ]);
});

const reports = model.filter(({ shape }) => shape !== undefined);
test.each(reports.map((type) => [type.name, type] as const))(
  '%s: every part counts, none shows a name, any fits',
  (_name, type) => {
    const { naturalKey, subject, properties } = type;
    const known = [...(subject?.id === undefined ? [] : [subject.id]), ...(subject?.names ?? [])];
    const dated = (name: string) => properties[name]?.type === 'Edm.Date';
    const valuesOf = (text: (name: string) => string): Values =>
      Object.fromEntries([...naturalKey, ...known].map((name) => [name, dated(name) ? '2022-10-25' : text(name)]));
    const values = valuesOf((name) => `x ${name}`);
    const id = naturalId(type, values)!;
    expect(id.startsWith('2022-10-25')).toBe(true);
    for (const name of known) expect(id).not.toContain(name);
    const counted = [...naturalKey, subject?.id ?? subject?.names[0] ?? naturalKey[0]!];
    for (const name of counted) {
      expect(naturalId(type, { ...values, [name]: dated(name) ? '2022-10-26' : 'y' })).not.toBe(id);
    }
    expect(naturalId(type, { ...values, reportRefreshDate: '2021-01-01', other: 'x' }) === id).toBe(
      type.shape === 'series',
    );
    // The longest text that stands as it is, of what takes most in storage, in the highest place there can be.
    const longest = placedId(
      naturalId(
        type,
        valuesOf(() => '\u2027'.repeat(64)),
      )!,
      1_000_000,
    );
    expect(longest.length).toBeLessThanOrEqual(maxKeyLength);
    expect(storageKey(longest).length).toBeLessThanOrEqual(maxEncodedKeyLength);
  },
);
