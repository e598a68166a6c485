import type { Measurement } from '../measure/measurement.ts';
import type { SubjectName } from '../subjects/subject.ts';
import type { ScenarioName } from '../workload/scenarios.ts';
import type { Aim } from './part.ts';
import { sapCap } from './sapCap.ts';
import type { ScenarioResult } from './scenarioTable.ts';

/** What is promised of one subject beside another, over rows in memory. */
interface Bound {
  readonly scenarios: readonly ScenarioName[];
  readonly subject: SubjectName;
  readonly beside: SubjectName;
  readonly figure: 'cpuMicroseconds' | 'requestsPerSecond';
  /** Most of what the other takes of the processor, least of what it answers. */
  readonly bound: number;
}

const [app, service, remembering, handWritten] = [
  '(a) app, local host',
  '(d) service in process',
  '(b+) with remembered token',
  '(c) Fastify, jose, ajv, Map',
] as const;

const promises: readonly Bound[] = [
  { scenarios: ['GET by key'], subject: app, beside: remembering, figure: 'cpuMicroseconds', bound: 1.3 },
  { scenarios: ['PATCH update'], subject: app, beside: remembering, figure: 'cpuMicroseconds', bound: 1.45 },
  { scenarios: ['PATCH create'], subject: app, beside: remembering, figure: 'cpuMicroseconds', bound: 1.5 },
  {
    scenarios: ['GET by key', 'PATCH update', 'PATCH create', 'filtered top 50', 'page of 1,000'],
    subject: service,
    beside: handWritten,
    figure: 'requestsPerSecond',
    bound: 1,
  },
  {
    scenarios: ['page of 1,000', 'filter over all rows'],
    subject: service,
    beside: '(d-) nothing metered',
    figure: 'cpuMicroseconds',
    bound: 1.05,
  },
];

/** How many times the requests of SAP CAP are promised. */
const timesCap = 2;

const times = (value: number): string => `${value.toFixed(2)} times`;

/** What is promised of a scenario, and what was measured; nothing of subjects that were not. */
export function scenarioAims({ scenario, figures }: ScenarioResult): readonly Aim[] {
  const find = (wanted: SubjectName): Measurement | undefined =>
    figures.find(({ name, rows }) => name === wanted && rows !== 'Azurite')?.figures;
  const aims = promises.flatMap(({ scenarios, subject, beside, figure, bound }): readonly Aim[] => {
    const [own, other] = [find(subject), find(beside)];
    if (!scenarios.includes(scenario) || own === undefined || other === undefined) return [];
    const ratio = own[figure] / other[figure];
    const isMost = figure === 'cpuMicroseconds';
    const promised = `${scenario}: ${subject} ${isMost ? 'takes at most' : 'answers at least'} ${bound} times ${isMost ? 'the CPU' : 'the requests'} of ${beside}`;
    return [{ promised, measured: times(ratio), isReached: isMost ? ratio <= bound : ratio >= bound }];
  });
  const [known, own] = [sapCap[scenario], find(app)];
  if (known === undefined || own === undefined) return aims;
  const ratio = own.requestsPerSecond / known;
  const promised = `${scenario}: ${app} answers at least ${timesCap} times the requests of SAP CAP as given`;
  return [...aims, { promised, measured: times(ratio), isReached: ratio >= timesCap }];
}
