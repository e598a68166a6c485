import type { ReportFunction } from '../../edm/entityType.ts';

/** What a report function can be called with. */
export type ReportParameter = ReportFunction['parameters'][number] | 'version';

/** The overloads of a report function by their parameters: none, one of those there are, or the period of a version. */
export function reportOverloads({ parameters, versions }: ReportFunction): readonly (readonly ReportParameter[])[] {
  if (parameters.length === 0) return [[]];
  const single = parameters.map((parameter) => [parameter] as const);
  return versions === undefined ? single : [...single, ['period', 'version']];
}
