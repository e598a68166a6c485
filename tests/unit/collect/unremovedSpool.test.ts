/** A disk that does not let go of report files is no reason to say nothing of a night. */
import { readdirSync } from 'node:fs';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { graphReports } from '../../support/graphReports.ts';
import { collected, startCollector } from '../../support/startCollector.ts';

const counts = 'office365ActiveUserCounts';
let app: Awaited<ReturnType<typeof startCollector>>;
beforeAll(async () => {
  app = await startCollector();
  app.begin('2026-04-11T04:30:00Z');
});
afterAll(async () => await app.stop());

test('files that cannot be removed hide nothing of a run, are told, and go at the next', async () => {
  const root = path.join(os.tmpdir(), 'usage-report-spool');
  const left = (): readonly string[] => readdirSync(root).filter((name) => name.startsWith(`${process.pid}-`));
  app.publish(graphReports('2026-04-09'));
  const held = jest.spyOn(fs, 'rm').mockRejectedValue(new Error('EBUSY: resource busy or locked'));
  const { error, lines } = await app.collect({ reports: [counts] });
  expect(held).toHaveBeenCalled();
  held.mockRestore();
  expect(error).toBeUndefined();
  expect(collected(lines)).toMatchObject({ failures: [] });
  expect(lines.filter(({ level }) => level === 'warning')).toMatchObject([
    { message: expect.stringMatching(/^Report files of the run could not be removed/) as string },
  ]);
  expect(await app.coverage(counts)).toMatchObject({ lastOutcome: 'stored' });
  expect(left()).toHaveLength(1);
  app.setTime('2026-04-12T04:30:00Z');
  expect((await app.collect({ reports: [counts] })).error).toBeUndefined();
  expect(left()).toEqual([]);
});
