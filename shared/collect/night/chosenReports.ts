import type { EntityType } from '../../edm/entityType.ts';

const patternOf = (pattern: string): RegExp => new RegExp(`^${pattern.replaceAll('*', '.*')}$`, 'i');

/** Which reports are collected. */
export interface ChosenReports {
  readonly types: readonly EntityType[];
  /** What of the setting names no report. */
  readonly unknown: readonly string[];
}

/**
 * The reports that names and patterns such as `teams*` choose; without any, all but those of services that Microsoft has
 * ended.
 */
export function chosenReports(model: readonly EntityType[], patterns: readonly string[]): ChosenReports {
  const reports = model.filter(({ reportFunction }) => reportFunction !== undefined);
  if (patterns.length === 0) return { types: reports.filter(({ isRetired }) => isRetired !== true), unknown: [] };
  const expressions = patterns.map((pattern) => ({ pattern, expression: patternOf(pattern) }));
  return {
    types: reports.filter(({ name }) => expressions.some(({ expression }) => expression.test(name))),
    unknown: expressions.flatMap(({ pattern, expression }) =>
      reports.some(({ name }) => expression.test(name)) ? [] : [pattern],
    ),
  };
}
