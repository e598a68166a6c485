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
    for (const { properties = {} } of [...resourcesOf(name, logRule), ...resourcesOf(name, metricRule)])
      expect([0, 1, 2, 3, 4]).toContain(properties['severity']);
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

  test('each looks at what its query or metric is of', () => {
    const { id: workspace } = resourceOf(name, 'Microsoft.OperationalInsights/workspaces');
    for (const rule of resourcesOf(name, logRule)) {
      expect(rule.properties).toMatchObject({
        scopes: [workspace],
        criteria: { allOf: [{ metricMeasureColumn: 'measured' }] },
      });
      // Else Azure refuses a rule about a table that is still empty.
      expect(rule.properties).toMatchObject({ skipQueryValidation: true });
    }
    const scopesOf = (rule: string): unknown => resourceOf(name, metricRule, rule).properties?.['scopes'];
    expect(scopesOf('throttled-storage')).toEqual([resourceOf(name, 'Microsoft.Storage/storageAccounts', 'strep').id]);
    expect(scopesOf('service-down')).toEqual([
      resourceOf(name, 'Microsoft.Insights/webtests').id,
      resourceOf(name, 'Microsoft.Insights/components').id,
    ]);
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
    Request: {
      RequestUrl: expect.stringMatching(/^\[uri\(format\('https:\/\/\{0\}', .*\.defaultHostName\), '\/health'\)\]$/),
    },
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

test('answers and writes are counted by these conditions', () => {
  const conditions = resourcesOf('defaults', logRule).map(({ name, properties = {} }) => {
    const { allOf } = properties['criteria'] as { readonly allOf: readonly Criterion[] };
    const [{ query = '', operator = '', threshold = NaN } = {}] = allOf;
    return [name, [query.replace(/, reference\(.*\.principalId\)\]$/, ']'), operator, threshold]] as const;
  });
  const stored =
    'StorageTableLogs | where Category in ("StorageWrite", "StorageDelete") and toint(StatusCode) < 400 and RequesterObjectId != "{0}"';
  expect(Object.fromEntries(conditions)).toMatchObject({
    'server-errors': [
      'AppRequests | where toint(ResultCode) >= 500 and ResultCode != "501" | summarize measured = sum(ItemCount)',
      'GreaterThan',
      5,
    ],
    'throttled-requests': [
      'AppRequests | where ResultCode in ("429", "503") | summarize measured = sum(ItemCount)',
      'GreaterThan',
      20,
    ],
    'foreign-writes': [`[format('${stored} | summarize measured = count()']`, 'GreaterThan', 0],
  });
});

test('throttling by storage is seen by its metric, a rule that Azure switches off by the activity log', () => {
  expect(criteriaOf('defaults', metricRule)).toEqual([
    expect.objectContaining({
      metricName: 'Transactions',
      metricNamespace: 'Microsoft.Storage/storageAccounts',
      operator: 'GreaterThan',
      threshold: 0,
      dimensions: [
        expect.objectContaining({
          name: 'ResponseType',
          operator: 'Include',
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
