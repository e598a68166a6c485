// docs/reports.md is what the model says, and finds a report by the words people have for it.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { columnHistory } from '../../local/docs/columnHistory.ts';
import { reportsDocument } from '../../local/docs/reportsDocument.ts';
import { reports } from '../../shared/model/reports.ts';

const text = readFileSync(path.join(__dirname, '..', '..', 'docs', 'reports.md'), 'utf8');

test('the document is in step: npm run docs', () => {
  expect(text).toBe(reportsDocument(reports));
});

test('every report has one line, with its set, its function and its periods', () => {
  const lines = text.split('\n');
  for (const { name, title = '', reportFunction } of reports) {
    const found = lines.filter((line) => line.includes(`| \`${name}\` |`));
    expect([name, found.length]).toEqual([name, 1]);
    for (const word of [title, `/${reportFunction!.name}(`, ...reportFunction!.periods])
      expect(found[0]).toContain(word);
  }
  expect(lines.filter((line) => line.startsWith('| Teams device usage')).length).toBe(5);
});

test('the history of the columns leaves out what is only another spelling or order', () => {
  const of = (name: string) => columnHistory(reports.find((type) => type.name === name)!);
  expect(of('emailActivityCounts')).toBe('not in all files: Meeting Created, Meeting Interacted');
  expect(of('office365GroupsActivityDetail')).toBe('not in all files: Group Id');
  expect(of('microsoft365CopilotUsageUserDetail')).toMatch(/^in some files besides: Prompts submitted for all apps, /);
  expect(of('office365ActiveUserCounts')).toBe('the same');
});
