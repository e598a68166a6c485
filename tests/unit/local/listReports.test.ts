import { listReports } from '../../../local/build/listReports.ts';
import { model } from '../../../shared/model/model.ts';

const reports = new Map(listReports(model).map((report) => [report.set, report]));

test('every report of the model is listed with all of its properties, each with a name for people', () => {
  for (const { name, shape, properties } of model) {
    const listed = reports.get(name);
    expect([name, listed !== undefined]).toEqual([name, shape !== undefined]);
    const declared = Object.entries(properties).map(([property, { label }]) => ({ name: property, label }));
    expect(listed?.columns ?? []).toMatchObject(shape ? declared : []);
  }
});

test('what a number measures, its unit and type are told where they are not the ordinary ones', () => {
  const column = (set: string, name: string) => reports.get(set)?.columns.find((each) => each.name === name);
  expect(column('teamsUserActivityCounts', 'calls')).toEqual({ name: 'calls', label: 'Calls', measure: 'flow' });
  expect(column('teamsUserActivityCounts', 'audioDuration')).toEqual({
    name: 'audioDuration',
    label: 'Audio',
    type: 'Edm.Duration',
    measure: 'flow',
    unit: 'duration',
  });
  expect(column('oneDriveUsageStorage', 'storageUsedInBytes')).toMatchObject({ measure: 'level', unit: 'bytes' });
  expect(column('teamsUserActivityUserDetail', 'assignedProducts')).toEqual({
    name: 'assignedProducts',
    label: 'Products',
    type: 'Edm.String',
    collection: true,
  });
});

test.each([
  ['office365ActiveUserCounts', { shape: 'series', keyParts: [], periods: ['D7', 'D30', 'D90', 'D180'] }],
  ['oneDriveUsageStorage', { shape: 'series', keyParts: ['siteType'] }],
  ['office365ActivationCounts', { shape: 'total', keyParts: ['productType'], periods: [] }],
  ['teamsTeamActivityDetail', { shape: 'detail', keyParts: ['teamId', 'teamName'], subject: 'teamName' }],
  ['microsoft365CopilotUserCountTrend', { root: 'copilot/reports', service: 'copilot' }],
  ['skypeForBusinessActivityCounts', { isRetired: true }],
])('%s', (set, expected) => {
  expect(reports.get(set)).toMatchObject(expected);
});
