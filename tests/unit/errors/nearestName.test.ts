import { nearestName } from '../../../shared/errors/nearestName.ts';

const names = ['id', 'teams', 'yammer', 'oneDrive', 'office365ActiveUserCounts', 'office365ActiveUserDetail'];

test.each([
  ['Teams', 'teams'],
  ['team', 'teams'],
  ['taems', 'teams'],
  ['ONEDRIVE', 'oneDrive'],
  ['one_drive', 'oneDrive'],
  ['yamer', 'yammer'],
  ['ID', 'id'],
  ['office365ActiveUserCount', 'office365ActiveUserCounts'],
  ['Office365ActiveUsersDetails', 'office365ActiveUserDetail'],
  ['ix', undefined],
  ['tables', undefined],
  ['nothing', undefined],
  ['', undefined],
  ['x'.repeat(10_000), undefined],
])('%s: %s', (name, nearest) => {
  expect(nearestName(name, names)).toBe(nearest);
});
