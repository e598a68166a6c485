/** The alerts of infra/, by its snapshots: each has a condition Azure knows, somebody who is told, and a reason to be there. */
import { resourceOf, resourcesOf, snapshots, type SnapshotName } from './snapshots.ts';
import { aggregations, operators } from './wrongValues.ts';

const names = ['defaults', 'everything'] as const;
const logRule = 'Microsoft.Insights/scheduledQueryRules';
const metricRule = 'Microsoft.Insights/metricAlerts';

interface Criterion {
  readonly query?: string;
  readonly metricName?: string;
  readonly metricMeasureColumn?: string;
  readonly timeAggregation?: string;
  readonly criterionType?: string;
  readonly operator?: string;
  readonly threshold?: number;
}

const windows = ['PT1M', 'PT5M', 'PT10M', 'PT15M', 'PT30M', 'PT45M', 'PT1H', 'PT2H', 'PT3H', 'PT4H', 'PT5H', 'PT6H'];

function criteriaOf(name: SnapshotName, type: string): readonly Criterion[] {
  return resourcesOf(name, type).flatMap(({ properties = {} }) => {
    const { allOf, allof } = properties['criteria'] as Readonly<
      Record<'allOf' | 'allof', readonly Criterion[] | undefined>
    >;
    return allOf ?? allof ?? [];
  });
}

describe.each(names)('%s', (name) => {
  test('conditions have operators, aggregations and types that there are', () => {
    const criteria = [...criteriaOf(name, logRule), ...criteriaOf(name, metricRule)];
    expect(criteria.length).toBeGreaterThanOrEqual(5);
    for (const criterion of criteria) {
      expect(operators).toContain(criterion.operator);
      expect(aggregations).toContain(criterion.timeAggregation);
      expect(criterion.threshold).toBeGreaterThanOrEqual(0);
      if (criterion.metricName !== undefined) expect(criterion.criterionType).toBe('StaticThresholdCriterion');
    }
    for (const { properties = {} } of resourcesOf(name, metricRule))
      expect((properties['criteria'] as Readonly<Record<string, unknown>>)['odata.type']).toMatch(
        /^Microsoft\.Azure\.Monitor\.(?:SingleResourceMultipleMetric|WebtestLocationAvailability)Criteria$/,
      );
  });

  test('log rules look over a window Azure has, and no further', () => {
    for (const { name: rule, properties = {} } of resourcesOf(name, logRule)) {
      const { windowSize, evaluationFrequency, skipQueryValidation } = properties;
      expect([rule, [...windows, 'P1D', 'P2D'].includes(String(windowSize))]).toEqual([rule, true]);
      expect(windows).toContain(evaluationFrequency);
      // Else Azure refuses a rule about a table that is still empty.
      expect(skipQueryValidation).toBe(true);
    }
    for (const { properties = {} } of resourcesOf(name, metricRule))
      expect(['PT1M', 'PT5M', 'PT15M', 'PT30M', 'PT1H']).toContain(properties['windowSize']);
  });

  test('each tells the operators', () => {
    const group = resourceOf(name, 'Microsoft.Insights/actionGroups');
    expect(group.properties).toMatchObject({
      enabled: true,
      emailReceivers: [{ emailAddress: 'operators@contoso.com', useCommonAlertSchema: true }],
    });
    const rules = [logRule, metricRule, 'Microsoft.Insights/activityLogAlerts'].flatMap((type) =>
      resourcesOf(name, type),
    );
    for (const { name: rule, properties = {} } of rules) {
      expect([rule, properties['enabled']]).toEqual([rule, true]);
      expect(JSON.stringify(properties['actions'])).toContain(group.id);
      expect(properties['description']).not.toBe('');
    }
  });
});

test('there are rules about the collector only where there is one', () => {
  const ruleNames = (name: SnapshotName): readonly string[] =>
    resourcesOf(name, logRule)
      .map((rule) => rule.name)
      .toSorted();
  const always = ['foreign-writes', 'server-errors', 'throttled-requests', 'upkeep-missing'];
  expect(ruleNames('defaults')).toEqual(always);
  expect(ruleNames('everything')).toEqual([...always, 'collection-missing', 'collection-problems'].toSorted());
});

test('an availability test asks for /health of the address callers use, from three places, and looks at the certificate', () => {
  const propertiesOf = (name: SnapshotName): unknown => resourceOf(name, 'Microsoft.Insights/webtests').properties;
  expect(propertiesOf('everything')).toMatchObject({
    Kind: 'standard',
    Enabled: true,
    Frequency: 300,
    Request: { HttpVerb: 'GET', RequestUrl: 'https://reports.contoso.com/health' },
    ValidationRules: { ExpectedHttpStatusCode: 200, SSLCheck: true, SSLCertRemainingLifetimeCheck: 14 },
  });
  expect(propertiesOf('defaults')).toMatchObject({
    Request: { RequestUrl: expect.stringMatching(/^\[format\('\{0\}\/health', .*defaultHostName/) },
  });
  for (const name of names) {
    const test = resourceOf(name, 'Microsoft.Insights/webtests');
    const { Locations: places } = test.properties as { readonly Locations: readonly { readonly Id: string }[] };
    expect(new Set(places.map(({ Id }) => Id)).size).toBe(3);
    expect(resourceOf(name, metricRule, 'service-down').properties).toMatchObject({
      criteria: { webTestId: test.id, failedLocationCount: 2 },
    });
  }
});

test('throttling by storage is seen by its metric, a rule that Azure switches off by the activity log', () => {
  expect(criteriaOf('defaults', metricRule)).toEqual([
    expect.objectContaining({
      metricName: 'Transactions',
      dimensions: [
        expect.objectContaining({
          name: 'ResponseType',
          values: expect.arrayContaining(['ServerBusyError', 'ClientThrottlingError']),
        }),
      ],
    }),
  ]);
  const { properties = {}, location } = resourceOf('defaults', 'Microsoft.Insights/activityLogAlerts');
  const group = snapshots.defaults.predictedResources.find(({ type }) => type.endsWith('/resourceGroups'));
  expect(location).toBe('global');
  expect(properties).toMatchObject({
    scopes: [group?.id],
    condition: {
      allOf: [
        { field: 'category', equals: 'Administrative' },
        { field: 'operationName', equals: 'Microsoft.Insights/ScheduledQueryRules/disable/action' },
      ],
    },
  });
});
