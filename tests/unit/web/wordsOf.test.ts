import { wordsOf } from '../../../web/reports/wordsOf.ts';

test.each([
  ['office365ActiveUserCounts', 'Office 365 active user counts'],
  ['office365GroupsActivityStorage', 'Office 365 groups activity storage'],
  ['teams', 'Teams'],
  ['skypeForBusiness', 'Skype for business'],
])('%s is "%s"', (name, words) => {
  expect(wordsOf(name)).toBe(words);
});
