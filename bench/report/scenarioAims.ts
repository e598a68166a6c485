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
];

/** How many times the requests of SAP CAP are promised. */
const timesCap = 2;

/** What a scenario came to, by its name. */
interface Ratio {
  readonly scenario: ScenarioName;
  readonly value: number;
}

/** One promise, about one scenario or several, and what each of them came to. */
function aimOf(
  promised: string,
  ratios: readonly Ratio[],
  { figure, bound }: Pick<Bound, 'figure' | 'bound'>,
): readonly Aim[] {
  const isMost = figure === 'cpuMicroseconds';
  const isReached = (value: number): boolean => (isMost ? value <= bound : value >= bound);
  if (ratios.length === 0) return [];
  const told = ratios.map(({ scenario, value }) => `${scenario} ${value.toFixed(2)}`);
  return [
    {
      promised,
      measured: `times: ${told.join(', ')}`,
      isReached: ratios.every(({ value }) => isReached(value)),
      ...(!isMost && { isEarlier: true }),
    },
  ];
}

/** What is promised of scenarios, and what was measured; nothing of subjects that were not. */
export function scenarioAims(results: readonly ScenarioResult[]): readonly Aim[] {
  const find = ({ figures }: ScenarioResult, wanted: SubjectName): Measurement | undefined =>
    figures.find(({ name, rows }) => name === wanted && rows !== 'Azurite')?.figures;
  const aims = promises.flatMap(({ scenarios, subject, beside, figure, bound }) => {
    const ratios = results.flatMap((result): readonly Ratio[] => {
      const [own, other] = [find(result, subject), find(result, beside)];
      if (!scenarios.includes(result.scenario) || own === undefined || other === undefined) return [];
      return [{ scenario: result.scenario, value: own[figure] / other[figure] }];
    });
    const isMost = figure === 'cpuMicroseconds';
    const promised = `${subject} ${isMost ? 'takes at most' : 'answers at least'} ${bound} times ${isMost ? 'the CPU' : 'the requests'} of ${beside}`;
    return aimOf(promised, ratios, { figure, bound });
  });
  const timesOfCap = results.flatMap((result): readonly Ratio[] => {
    const [known, own] = [sapCap[result.scenario], find(result, app)];
    if (known === undefined || own === undefined) return [];
    return [{ scenario: result.scenario, value: own.requestsPerSecond / known }];
  });
  const promised = `${app} answers at least ${timesCap} times the requests of SAP CAP as given`;
  return [...aims, ...aimOf(promised, timesOfCap, { figure: 'requestsPerSecond', bound: timesCap })];
}
