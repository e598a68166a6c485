// docs/reports.md and docs/columns.md are what the model says, and finds a report by the words people have for it.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { columnsDocument, columnsTable } from '../../local/docs/columnsDocument.ts';
import { columnHistory } from '../../local/docs/columnHistory.ts';
import { reportsDocument } from '../../local/docs/reportsDocument.ts';
import { office365ActiveUserCounts } from '../../shared/model/microsoft365/office365ActiveUserCounts.ts';
import { reports } from '../../shared/model/reports.ts';

const read = (name: string): string => readFileSync(path.join(__dirname, '..', '..', 'docs', name), 'utf8');
const text = read('reports.md');

test('the documents are in step: npm run docs', () => {
  expect(text).toBe(reportsDocument(reports));
  expect(read('columns.md')).toBe(columnsDocument(reports));
  expect(read('readers.md')).toContain(`<!-- columns -->\n\n${columnsTable(office365ActiveUserCounts)}\n`);
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
