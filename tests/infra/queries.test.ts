/**
 * The Kusto queries of infra/ and of the documents: parsed, and bound against the columns their tables have (Azure Monitor,
 * table reference). What they would find is not run here.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { projectPaths } from '../../local/projectPaths.ts';
import { resourcesOf } from './snapshots.ts';

/** The columns that are used, of the tables that are. */
const tables = {
  AppRequests:
    '(TimeGenerated: datetime, Name: string, ResultCode: string, DurationMs: real, Success: bool, OperationId: string, ItemCount: int, Properties: dynamic, Url: string)',
  AppMetrics:
    '(TimeGenerated: datetime, Name: string, Sum: real, Min: real, Max: real, ItemCount: int, Properties: dynamic)',
  AppTraces:
    '(TimeGenerated: datetime, Message: string, SeverityLevel: int, OperationId: string, ItemCount: int, Properties: dynamic)',
  AppExceptions:
    '(TimeGenerated: datetime, ExceptionType: string, OuterMessage: string, OperationId: string, Properties: dynamic)',
  FunctionAppLogs:
    '(TimeGenerated: datetime, Level: string, Message: string, Category: string, FunctionName: string, HostInstanceId: string, ExceptionDetails: string)',
  StorageTableLogs:
    '(TimeGenerated: datetime, Category: string, OperationName: string, StatusCode: string, StatusText: string, CallerIpAddress: string, AuthenticationType: string, RequesterObjectId: string, RequesterAppId: string, Uri: string, UserAgentHeader: string, CorrelationId: string)',
};

interface Bound {
  readonly wrong: readonly string[];
  readonly columns: Readonly<Record<string, string>>;
}

function bind(queries: readonly string[]): readonly Bound[] {
  const script = path.join(projectPaths.root, 'tests', 'infra', 'bindQueries.mjs');
  const input = JSON.stringify({ tables, queries });
  const { stdout, stderr } = spawnSync(process.execPath, [script], { input, encoding: 'utf8' });
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout) as readonly Bound[];
}

const ofRules = resourcesOf('everything', 'Microsoft.Insights/scheduledQueryRules').map(({ name, properties = {} }) => {
  const [criterion] = (properties['criteria'] as { allOf: readonly { query: string; metricMeasureColumn: string }[] })
    .allOf;
  const { query = '', metricMeasureColumn = '' } = criterion ?? {};
  // Where Azure puts the object id of the identity in, the query is an expression of the template.
  const [, template = query] = /^\[format\('(.*)', reference\(.*\)\]$/s.exec(query) ?? [];
  return {
    name,
    measured: metricMeasureColumn,
    query: template.replace('{0}', '0d8c9f3e-5a1b-4c7d-8e2f-9b6a4d3c2e1f'),
  };
});
const docs = path.join(projectPaths.root, 'docs');
const ofDocuments = readdirSync(docs)
  .filter((name) => name.endsWith('.md'))
  .flatMap((name) => {
    const text = readFileSync(path.join(docs, name), 'utf8');
    return [...text.matchAll(/^```kusto\n(.*?)^```$/gms)].map(([, query = '']) => ({ name, query }));
  });

/** Queries that are wrong, so that the check is seen to find something. */
const broken = [
  ['AppMetric | count', "'AppMetric'"],
  ['AppMetrics | where Nam == "x"', "'Nam'"],
  ['AppMetrics | where Name > 3', 'operand types string and long'],
  ['AppRequests | where ResultCode >= 500', 'operand types string and long'],
  ['AppMetrics | wher Name == "x"', 'Query operator expected'],
] as const;

/** All in one run of the library, which takes a while to load. */
let bound: readonly Bound[];
beforeAll(() => {
  bound = bind([
    ...ofRules.map(({ query }) => query),
    ...ofDocuments.map(({ query }) => query),
    ...broken.map(([query]) => query),
  ]);
});

test('every rule asks for what is there, and measures a number in one row', () => {
  expect(ofRules).toHaveLength(6);
  for (const [index, { name, measured, query }] of ofRules.entries()) {
    const { wrong = [], columns = {} } = bound[index] ?? {};
    expect([name, wrong]).toEqual([name, []]);
    expect([name, Object.keys(columns)]).toEqual([name, [measured]]);
    expect(['long', 'real']).toContain(columns[measured]);
    // Without `by` there is one row, with 0 where there are no data.
    expect(query).toMatch(/\| summarize measured = (?:sum\(\w+\)|count\(\))$/);
  }
});

test('every query of the documents asks for what is there', () => {
  expect(ofDocuments.length).toBeGreaterThanOrEqual(4);
  for (const [index, { name, query }] of ofDocuments.entries())
    expect([name, query, bound[ofRules.length + index]?.wrong]).toEqual([name, query, []]);
});

test('what is wrong is found', () => {
  for (const [index, [query, message]] of broken.entries())
    expect([query, bound[ofRules.length + ofDocuments.length + index]?.wrong.join(' ')]).toEqual([
      query,
      expect.stringContaining(message),
    ]);
});
