/** What files write that are imported or collected, by the shape of the report: as docs/scale.md has it for a row. */
import { model } from '../../../shared/model/model.ts';
import { documentedCsv } from '../../support/documentedCsv.ts';
import { graphRow, requestsOf } from '../../support/graphReports.ts';
import { importInto } from '../../support/importInto.ts';
import { startInProcess } from '../../support/inProcess.ts';
import { recordedRows, sizes } from '../../support/recordedRows.ts';
import { startCollector } from '../../support/startCollector.ts';

const typeOf = (set: string) => model.find(({ name }) => name === set)!;

const shapes = [
  { shape: 'series', set: 'office365ActiveUserCounts', key: { 'Report Date': '2026-01-05' }, figure: 'Teams' },
  { shape: 'total', set: 'office365ServicesUserCounts', key: {}, figure: 'Exchange Active' },
  {
    shape: 'detail',
    set: 'office365GroupsActivityDetail',
    key: { 'Group Id': '7ac2e2a4-5b1d-4c8e-9f30-1d2c4e9b7a5e', 'Group Display Name': 'Sales' },
    figure: 'Member Count',
  },
] as const;

/** The rows of an entity: a main row, those in indexes, a change row. */
const rowsOf = (set: string): number => 2 + typeOf(set).indexes.length;

const fileOf = (set: string, given: Readonly<Record<string, string>>): string =>
  `${documentedCsv[set] ?? ''}\r\n${graphRow(typeOf(set), given)}\r\n`;

test.each(shapes)('an import, $shape', async ({ shape, set, key, figure }) => {
  const { rows, take } = recordedRows({ table: set });
  const app = await startInProcess({ rows });
  const store = async (date: string, value: string, of: Readonly<Record<string, string>> = key) => {
    const given = { ...of, 'Report Refresh Date': date, 'Report Period': '30', [figure]: value };
    const { counts } = await importInto(app, 'file.csv', fileOf(set, given));
    const [kind] = Object.entries(counts).find(([, count]) => count > 0) ?? [];
    return [kind, ...sizes(take())];
  };
  try {
    const [created, changed] = [
      ['created', rowsOf(set), 0],
      ['updated', rowsOf(set), 1],
    ];
    // The first row of a set notes its beginning, once.
    await store('2026-01-01', '5', { ...key, 'Report Date': '2026-01-01' });
    expect(await store('2026-01-09', '5')).toEqual(created);
    expect(await store('2026-01-09', '5')).toEqual(['unchanged', 0, 0]);
    expect(await store('2026-01-09', '6')).toEqual(changed);
    // A day is one row, whichever report it came from.
    expect(await store('2026-01-10', '6')).toEqual(shape === 'series' ? changed : created);
    expect(await store('2026-01-10', '6')).toEqual(['unchanged', 0, 0]);
    if (shape === 'series') expect(await store('2026-01-09', '7')).toEqual(['older', 0, 0]);
  } finally {
    await app.stop();
  }
});

test('the collector', async () => {
  const app = await startCollector();
  try {
    const found: unknown[] = [];
    for (const { shape, set, key, figure } of shapes) {
      const { rows, take } = recordedRows({ table: set });
      app.begin('2026-01-10T04:30:00Z', rows);
      const night = async (day: number, date: string, value: string, of: Readonly<Record<string, string>> = key) => {
        const files = requestsOf([typeOf(set)]).map(({ call, period }): [string, string] => {
          const given = { 'Report Refresh Date': date, 'Report Period': period?.days ?? '', [figure]: value };
          return [call, fileOf(set, { ...of, ...given })];
        });
        app.publish(new Map(files));
        app.setTime(`2026-01-${day}T04:30:00Z`);
        expect((await app.collect({ reports: [set] })).error).toBeUndefined();
        return sizes(take());
      };
      await night(10, '2026-01-08', '5', { ...key, 'Report Date': '2026-01-04' });
      found.push([
        shape,
        await night(11, '2026-01-09', '5'),
        await night(11, '2026-01-09', '6'),
        await night(12, '2026-01-09', '5'),
        await night(13, '2026-01-09', '6'),
        await night(14, '2026-01-10', '6'),
      ]);
    }
    const nothing = [0, 0];
    expect(found).toEqual([
      // New; asked for again on the same day; the same a day later; with another figure; of the next date.
      ['series', [4, 0], nothing, nothing, [4, 1], [4, 1]],
      // A row for each of four periods.
      ['total', [12, 0], nothing, nothing, [12, 4], [12, 0]],
      // The state of one night, which no later file of its date replaces.
      ['detail', [3, 0], nothing, nothing, nothing, [3, 0]],
    ]);
  } finally {
    await app.stop();
  }
});
