import type { SubjectName } from '../subjects/subject.ts';
import type { ScenarioName } from '../workload/scenarios.ts';
import type { Aim } from './part.ts';
import { sapCap } from './sapCap.ts';
import type { ScenarioResult } from './scenarioTable.ts';

const [app, service, handWritten] = [
  '(a) app, local host',
  '(d) service in process',
  '(c) Fastify, jose, ajv, Map',
] as const;

/** What the service in process is to answer as many of as the hand-written handler over HTTP. */
const asManyAsHandWritten: readonly ScenarioName[] = [
  'GET by key',
  'PATCH update',
  'PATCH create',
  'filtered top 50',
  'page of 1,000',
];

/** How many times the requests of SAP CAP are promised. */
const timesCap = 2;

/** What a scenario came to, by its name. */
interface Ratio {
  readonly scenario: ScenarioName;
  readonly value: number;
}

/** One aim that was set earlier, about several scenarios, and what each of them came to. */
function aimOf(promised: string, ratios: readonly Ratio[], least: number): readonly Aim[] {
  if (ratios.length === 0) return [];
  const told = ratios.map(({ scenario, value }) => `${scenario} ${value.toFixed(2)}`);
  const isReached = ratios.every(({ value }) => value >= least);
  return [{ promised, measured: `times: ${told.join(', ')}`, isReached, isEarlier: true }];
}

/** What was promised of the requests a second over rows in memory, and what was measured; nothing of subjects that were not. */
export function scenarioAims(results: readonly ScenarioResult[]): readonly Aim[] {
  const find = ({ figures }: ScenarioResult, wanted: SubjectName): number =>
    figures.find(({ name, rows }) => name === wanted && rows !== 'Azurite')?.figures.requestsPerSecond ?? NaN;
  const ratiosOf = (of: SubjectName, beside: (result: ScenarioResult) => number): readonly Ratio[] =>
    results
      .map((result) => ({ scenario: result.scenario, value: find(result, of) / beside(result) }))
      .filter(({ value }) => !Number.isNaN(value));
  const timesOfHandWritten = ratiosOf(service, (result) => find(result, handWritten)).filter(({ scenario }) =>
    asManyAsHandWritten.includes(scenario),
  );
  const timesOfCap = ratiosOf(app, ({ scenario }) => sapCap[scenario] ?? NaN);
  return [
    ...aimOf(`${service} answers at least 1 times the requests of ${handWritten}`, timesOfHandWritten, 1),
    ...aimOf(`${app} answers at least ${timesCap} times the requests of SAP CAP as given`, timesOfCap, timesCap),
  ];
}
