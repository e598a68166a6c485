import { reportRow, rowId } from './reportRows.ts';

/** One request of a scenario. */
export interface BenchRequest {
  readonly method: 'GET' | 'PATCH' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A kind of request that is repeated with changing keys and values. */
export interface Scenario {
  readonly name: ScenarioName;
  /** The request with a number; `rows` is how many rows are stored. */
  readonly request: (number: number, rows: number) => BenchRequest;
}

export type ScenarioName =
  | 'PATCH update'
  | 'PATCH create'
  | 'GET by key'
  | 'filtered top 50'
  | 'page of 1,000'
  | 'filter over all rows'
  | 'JSON batch of 20'
  | 'CSV of all rows';

const set = '/v1.0/office365ActiveUserCounts';
const json = { 'content-type': 'application/json' };
const type = { '@odata.type': '#microsoft.graph.office365ActiveUserCounts' };

/** A row that any number of requests hits evenly: a step that shares no factor with the number of rows. */
const anyRow = (number: number, rows: number): number => (number * 7919) % rows;

/** A body that differs from what is stored. */
function body(number: number): string {
  return JSON.stringify({ ...type, ...reportRow(number % 10_000), yammer: 1000 + number });
}

const query = (options: Readonly<Record<string, string>>): string =>
  Object.entries(options)
    .map(([name, value]) => `$${name}=${encodeURIComponent(value)}`)
    .join('&');

const filtered = query({
  filter: "reportPeriod eq '7' and reportDate ge 2026-06-01",
  orderby: 'reportDate desc',
  top: '50',
});

/** Nothing storage could evaluate, and no row that has it. */
const unindexed = query({ filter: "contains(concat(reportPeriod,id),'!') or teams add exchange lt 0", top: '50' });

function read(path: string): Scenario['request'] {
  return () => ({ method: 'GET', path, headers: {} });
}

/** Ids of this run: what an earlier run created is not created again. */
const run = Date.now().toString(36);

/** One row per scenario. */
export const scenarios: readonly Scenario[] = [
  {
    name: 'GET by key',
    request: (number, rows) => ({ method: 'GET', path: `${set}('${rowId(anyRow(number, rows))}')`, headers: {} }),
  },
  {
    name: 'PATCH update',
    request(number, rows) {
      const index = anyRow(number, rows);
      const changed = JSON.stringify({ ...type, ...reportRow(index), yammer: 1000 + number });
      return { method: 'PATCH', path: `${set}('${rowId(index)}')`, headers: json, body: changed };
    },
  },
  { name: 'filtered top 50', request: read(`${set}?${filtered}`) },
  { name: 'page of 1,000', request: read(set) },
  { name: 'filter over all rows', request: read(`${set}?${unindexed}`) },
  {
    name: 'JSON batch of 20',
    request(number, rows) {
      const requests = Array.from({ length: 20 }, (_, at) => {
        const index = anyRow(number * 20 + at, rows);
        const url = `/office365ActiveUserCounts('${rowId(index)}')`;
        const patch = { method: 'PATCH', headers: json, body: { ...reportRow(index), yammer: 2000 + number } };
        return { id: String(at), url, ...(at % 2 === 0 ? { method: 'GET' } : patch) };
      });
      return { method: 'POST', path: '/v1.0/$batch', headers: json, body: JSON.stringify({ requests }) };
    },
  },
  { name: 'CSV of all rows', request: read(`${set}?$format=csv`) },
  // Last, because it leaves more rows than the others are to work on.
  {
    name: 'PATCH create',
    request: (number) => ({
      method: 'PATCH',
      path: `${set}('new-${run}-${number}')`,
      headers: json,
      body: body(number),
    }),
  },
];

/** The scenario of a name. */
export function scenario(name: ScenarioName): Scenario {
  const found = scenarios.find((each) => each.name === name);
  if (found === undefined) throw new Error(`There is no scenario "${name}".`);
  return found;
}
