import { naturalId } from '../../../shared/edm/naturalId.ts';
import { model } from '../../../shared/model/model.ts';

const counts = model.find(({ name }) => name === 'office365ActiveUserCounts');
const values = { reportRefreshDate: '2022-10-25', reportPeriod: '7', reportDate: '2022-10-19' };

test('the id of a row never changes: rows that were imported once are found by it', () => {
  expect(naturalId(counts!, values)).toBe('97c8d384-3d4e-5e6d-be44-74f9a3942199');
});

test('is a UUID of version 5 that depends on the type and on every part of the natural key, and on nothing else', () => {
  const id = naturalId(counts!, values);
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(naturalId(counts!, { ...values, office365: 5n })).toBe(id);
  const others = [
    naturalId({ ...counts!, name: 'others' }, values),
    naturalId(counts!, { ...values, reportDate: '2022-10-20' }),
    naturalId(counts!, { ...values, reportPeriod: '30' }),
    naturalId(counts!, { ...values, reportRefreshDate: null }),
    naturalId(counts!, { ...values, reportPeriod: null }),
  ];
  expect(new Set([id, ...others]).size).toBe(6);
});

test('parts that run into each other are told apart', () => {
  const detail = model.find(({ name }) => name === 'office365GroupsActivityDetail')!;
  const of = (groupId: string, groupDisplayName: string) => naturalId(detail, { groupId, groupDisplayName });
  expect(of('a,b', 'c')).not.toBe(of('a', 'b,c'));
  expect(of('a","b', 'c')).not.toBe(of('a', 'b","c'));
});
