/** What is covered is so for each report: a range of an index in the order asked for, of which storage is sent no filter again. */
import type { EntityType } from '../../../../shared/edm/entityType.ts';
import { reports } from '../../../../shared/model/reports.ts';
import { choosePlan, learnedAt } from '../../../../shared/store/plan/choosePlan.ts';
import { hasSteps } from '../../../../shared/store/plan/keyScan.ts';
import { storageFilter } from '../../../../shared/store/plan/storageFilter.ts';
import { bindEntityQuery } from '../../../support/bindEntityQuery.ts';

const [day, date] = ['reportDate', 'reportRefreshDate'];

/** Query options without names, which stand in the place of these signs. */
function optionsOf({ shape, reportFunction, subject }: EntityType): readonly string[] {
  const period = reportFunction?.period;
  const ofPeriod = period === undefined ? '' : `${period} eq '30'`;
  const and = (...terms: readonly string[]): string => `$filter=${terms.filter((term) => term !== '').join(' and ')}`;
  if (shape === 'series') {
    return ['', ' desc'].flatMap((direction) => [
      `$orderby=${day}${direction}`,
      ...[
        `${day} ge 2026-01-01`,
        `${day} gt 2026-01-01 and ${day} le 2026-02-01`,
        `${day} ne null`,
        `year(${day}) eq 2026`,
      ].map((range) => `$filter=${range}&$orderby=${day}${direction}`),
      `$filter=${day} eq 2026-01-01`,
    ]);
  }
  const newest = [`&$orderby=${date} desc`, `&$orderby=${date} desc&$top=1`];
  const dates = ['', `${date} le 2026-01-01`, `${date} ge 2026-01-01 and ${date} lt 2026-02-01`];
  const all = dates
    .flatMap((some) => newest.map((order) => and(ofPeriod, some) + order))
    .map((one) => one.replace('$filter=&', ''));
  if (subject === undefined) return all;
  const [name] = subject.names;
  const one = and(ofPeriod, `${date} eq 2026-01-01`);
  const names = [`&$orderby=${name}`, ` and startswith(${name},'a')&$orderby=${name}`, ` and startswith(${name},'a')`];
  return [
    ...all,
    one,
    ...[...names, ` and ${name} eq 'ada'`, ` and ${name} ge 'a' and ${name} lt 'b'`].map((more) => one + more),
  ];
}

test.each(reports.map((type) => [type.name, type] as const))('%s', (_name, type: EntityType) => {
  for (const options of optionsOf(type)) {
    const plan = choosePlan(type, bindEntityQuery(type, options));
    expect({ options, plan }).toMatchObject({ plan: { kind: 'ordered', rest: [], order: { isComplete: true } } });
    if (plan.kind !== 'ordered') continue;
    expect({ options, hasSteps: hasSteps(plan.scan), learnedAt: learnedAt(plan) }).toEqual({
      options,
      hasSteps: false,
    });
    // So it never asks for more rows than are wanted.
    expect(storageFilter(type, plan.rest)).toEqual({ filter: undefined, exact: true });
  }
});

// docs/clients.md and docs/readers.md call these quick whatever has been collected.
test.each(reports.map((type) => [type.name, type] as const))('%s: dates by themselves', (_name, type: EntityType) => {
  const asked =
    type.shape === 'series'
      ? [`$filter=${day} ge 2026-01-01`, `$orderby=${day}`, `$orderby=${day} desc`]
      : [`$filter=${date} eq 2026-01-01`, `$filter=${date} ge 2026-01-01`, `$orderby=${date} desc`];
  for (const options of asked) {
    const plan = choosePlan(type, bindEntityQuery(type, options));
    expect({ options, plan }).toMatchObject({ plan: { kind: 'ordered', rest: [], order: { isComplete: true } } });
    expect('scan' in plan && plan.scan.prefix).toMatch(/^i\d_$/);
  }
});
