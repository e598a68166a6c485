import { reportRequests } from '../../../shared/collect/reportRequests.ts';
import type { EntityType } from '../../../shared/edm/entityType.ts';
import { model } from '../../../shared/model/model.ts';

const requests = reportRequests(model);
/** The reports that are collected: those of Microsoft 365 as a whole, as far as they have a period. */
const collected = model.filter(
  ({ service, reportFunction }) => service === 'microsoft365' && reportFunction?.periods.length !== 0,
);

test('every report of Microsoft 365 as a whole is collected, in all periods where its rows tell the period', () => {
  const calls = new Map(collected.map(({ name }) => [name, requests.filter(({ type }) => type.name === name)]));
  expect(calls.get('office365ActiveUserCounts')?.map(({ call }) => call)).toEqual(
    ['7', '30', '90', '180'].map((days) => `getOffice365ActiveUserCounts(period='D${days}')`),
  );
  expect(calls.get('office365ActiveUserDetail')?.map(({ call, period }) => [call, period])).toEqual([
    ["getOffice365ActiveUserDetail(period='D180')", undefined],
  ]);
  for (const [name, made] of calls) expect([name, made.length]).toEqual([name, name.endsWith('UserDetail') ? 1 : 4]);
});

test('the reports with a row for each user or group come last', () => {
  const names = [...new Set(requests.map(({ type }) => type.name))];
  expect(names.slice(-2)).toEqual(['office365ActiveUserDetail', 'office365GroupsActivityDetail']);
});

test('a type without a report function, or whose function takes no period, is left out', () => {
  const counts = model.find(({ name }) => name === 'office365ActiveUserCounts');
  const bare: EntityType = { ...counts!, name: 'bare' };
  const { reportFunction, ...without } = bare;
  expect(reportRequests([without, { ...bare, reportFunction: { ...reportFunction!, parameters: ['date'] } }])).toEqual(
    [],
  );
});
