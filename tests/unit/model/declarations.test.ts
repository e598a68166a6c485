/** What reports.ts and the files below it declare: reportCalls.json, made from Microsoft's documents and metadata, apart from the model. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { projectPaths } from '../../../local/projectPaths.ts';
import type { EntityType } from '../../../shared/edm/entityType.ts';
import { model } from '../../../shared/model/model.ts';
import { reports } from '../../../shared/model/reports.ts';
import { services } from '../../../shared/model/services.ts';
import documented from './reportCalls.json';

const folder = path.join(projectPaths.root, 'shared', 'model');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));

/** A report's function as the table has it: version of Graph, path, name, parameters, periods, those of another version. */
function callOf({ reportFunction }: EntityType): string {
  const { apiVersion, root, name, parameters, periods, versions = {} } = reportFunction!;
  const [, ...later] = Object.entries(versions);
  const words = [`${apiVersion}/${root}/${name}(${parameters.join()})`, ...periods].join(' ');
  return [words, ...later.map(([version, others]) => [version, ...others].join(' '))].join('; ');
}

test('the function of each report is called as Microsoft Graph has it; 13 are fetched from beta', () => {
  expect(Object.fromEntries(reports.map((type) => [type.name, callOf(type)]))).toEqual(documented);
  expect(Object.values(documented).filter((call) => call.startsWith('beta/'))).toHaveLength(13);
  for (const { reportFunction } of reports) {
    const [first] = Object.values(reportFunction?.versions ?? {});
    expect(first ?? reportFunction?.periods).toEqual(reportFunction?.periods);
  }
});

test('the types are those of the service: nothing but an average is a Double, and times that passed are durations', () => {
  const typed = (wanted: string): readonly string[] =>
    reports.flatMap(({ name, properties }) =>
      Object.entries(properties).flatMap(([property, { type }]) => (type === wanted ? [`${name}.${property}`] : [])),
    );
  expect(typed('Edm.Double')).toEqual(['microsoft365CopilotUserCountSummary.averagePromptsSubmitted']);
  expect(typed('Edm.Duration')).toHaveLength(12);
  expect(new Set(typed('Edm.Duration').map((each) => each.split('.')[0])).size).toBe(4);
});

test('each report has a file of its name in the folder of its service, and each service has a name for people', () => {
  for (const { name, service = '' } of reports) {
    expect(files.filter((file) => path.basename(file) === `${name}.ts`)).toEqual([path.join(service, `${name}.ts`)]);
    expect(readFileSync(path.join(folder, service, `${name}.ts`), 'utf8')).toContain(`export const ${name} = report({`);
  }
  expect(Object.keys(services).sort()).toEqual([...new Set(reports.map(({ service }) => service))].sort());
});

test('the period of a report is described with the days it may have', () => {
  for (const { name, properties, reportFunction } of reports) {
    const { periods, versions = {} } = reportFunction!;
    const days = [...periods, ...Object.values(versions).flat()].flatMap((period) => /\d+/.exec(period) ?? []);
    const told = properties['reportPeriod']?.description.match(/(?<!v)\b\d+\b/g);
    if (told !== undefined) expect([name, new Set(told)]).toEqual([name, new Set(days)]);
  }
  const ledger = model.find(({ name }) => name === 'collectedReports')!.properties['period']!.description;
  expect(ledger.match(/\d+/g)).toEqual(['7', '28', '30', '90', '180']);
});

/** The declarations of columns in a source: name of the property, its column, what people call it, its description. */
function declaredIn(file: string): readonly string[] {
  const text = readFileSync(path.join(folder, file), 'utf8');
  const declared =
    /\b(\w+): column[.[]\w+\]?\(\s*(?:'(?:flow|period)',\s+|count,\s+)?'([^']*)',\s+'([^']*)',\s+['"](.*?)['"][,)]/g;
  return [...text.matchAll(declared)].map((found) => found.slice(1).join(', '));
}

test('what several reports say in the same words is declared once', () => {
  const all = files.flatMap((file) => declaredIn(file).map((words) => ({ words, file })));
  expect(all.length).toBeGreaterThan(400);
  const first = new Map<string, string>();
  const copies = all.filter(({ words, file }) => {
    const isCopy = first.has(words);
    if (!isCopy) first.set(words, file);
    return isCopy;
  });
  expect(copies.map(({ words, file }) => `${file} has what ${first.get(words) ?? ''} has: ${words}`)).toEqual([]);
});
