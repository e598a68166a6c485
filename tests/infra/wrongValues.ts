import type { BicepFile } from './readBicep.ts';

/** Of alert rules: values of scheduledQueryRules 2025-01-01-preview and metricAlerts 2018-03-01. */
export const operators = ['Equals', 'GreaterThan', 'GreaterThanOrEqual', 'LessThan', 'LessThanOrEqual'];
export const aggregations = ['Average', 'Count', 'Maximum', 'Minimum', 'Total'];

/** What a text may be in properties for which the compiler takes any; `Include` and `Exclude` are those of dimensions, the last is one of budgets. */
const texts: Readonly<Record<string, readonly string[]>> = {
  operator: [...operators, 'Include', 'Exclude', 'GreaterThanOrEqualTo'],
  timeAggregation: aggregations,
  criterionType: ['StaticThresholdCriterion', 'DynamicThresholdCriterion'],
  minimumTlsVersion: ['TLS1_2', 'TLS1_3'],
  minTlsVersion: ['1.2', '1.3'],
};

/** Properties that an object with all the others has: `all` and no more, or `some` at least. */
const shapes: readonly {
  readonly with: string;
  readonly all?: readonly string[];
  readonly some?: readonly string[];
}[] = [
  { with: 'metricMeasureColumn', some: ['query', 'timeAggregation', 'operator', 'threshold', 'failingPeriods'] },
  { with: 'metricName', some: ['criterionType', 'timeAggregation', 'operator', 'threshold', 'metricNamespace'] },
  { with: 'triggers', all: ['instanceMemoryMB', 'maximumInstanceCount', 'triggers'] },
  { with: 'perInstanceConcurrency', all: ['perInstanceConcurrency'] },
];

/** Properties whose value is no text. */
const numbers = ['perInstanceConcurrency', 'instanceMemoryMB', 'maximumInstanceCount', 'threshold', 'severity'];

/**
 * What of the values of a file Azure would not take, and the compiler says nothing of, or nothing in the parts of an object that is
 * put together: it stops for half of the mistakes.
 */
export function wrongValues({ objects }: Pick<BicepFile, 'objects'>): readonly string[] {
  return objects.flatMap((object) => {
    const wrong: string[] = [];
    const { runtime } = object;
    if (runtime?.startsWith('{') === true && !/\bname: 'node'/.test(runtime)) wrong.push(`runtime ${runtime}`);
    for (const [name, value] of Object.entries(object)) {
      const [, text] = /^'(.*)'$/s.exec(value) ?? [];
      if (text === undefined) continue;
      if (texts[name]?.includes(text) === false) wrong.push(`${name} ${value}`);
      if (numbers.includes(name)) wrong.push(`${name} ${value}`);
    }
    for (const { with: mark, all, some = all ?? [] } of shapes) {
      if (object[mark] === undefined) continue;
      wrong.push(...some.filter((name) => object[name] === undefined).map((name) => `no ${name} beside ${mark}`));
      const others = all === undefined ? [] : Object.keys(object).filter((name) => !all.includes(name));
      wrong.push(...others.map((name) => `${name} beside ${mark}`));
    }
    return wrong;
  });
}
