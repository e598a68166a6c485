import { concealedProperties } from '../../../shared/collect/concealedProperties.ts';
import { model } from '../../../shared/model/model.ts';

const hash = (at: number): string => `${at}0F1D2C4E9B7A5E3D8C21F04A7BE95D1`;

function foundIn(type: string, property: string, values: readonly string[]): readonly string[] {
  const { look, found } = concealedProperties(model.find(({ name }) => name === type)!);
  for (const value of values) look((name) => (name === property ? value : undefined));
  return found();
}
const users = (...values: readonly string[]) => foundIn('office365ActiveUserDetail', 'userPrincipalName', values);

test.each([
  '(Unknown)',
  'Unknown',
  '(deleted user)',
  'N/A',
  '-',
  ' ',
  '',
  '00000000-0000-0000-0000-000000000000',
  'null',
])('%j is nobody, and does not silence the warning', (nobody) => {
  expect(users(nobody, hash(1), nobody, nobody)).toEqual(['userPrincipalName']);
  expect(users(nobody, nobody)).toEqual([]);
});

test('names that are shown silence it, a few that are nobody’s do not', () => {
  expect(users('ada@contoso.example', 'grace@contoso.example', hash(1))).toEqual([]);
  expect(users(...[1, 2, 3].map(hash), 'app@sharepoint')).toEqual(['userPrincipalName']);
  expect(foundIn('office365GroupsActivityDetail', 'groupDisplayName', ['Group 1', '2024'])).toEqual([]);
  expect(foundIn('office365ActiveUserCounts', 'reportPeriod', [hash(1)])).toEqual([]);
});
