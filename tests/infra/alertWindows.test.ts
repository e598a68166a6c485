/** When the alerts of infra/ look, and over how long: windows that Azure has, that hold what is asked for, and leave no gap. */
import { resourceOf, resourcesOf } from './snapshots.ts';

const names = ['defaults', 'everything'] as const;
const logRule = 'Microsoft.Insights/scheduledQueryRules';
const metricRule = 'Microsoft.Insights/metricAlerts';

/** Minutes of the windows of log rules, by scheduledQueryRules 2025-01-01-preview; the last two are too long for how often. */
const logWindows: Readonly<Record<string, number>> = {
  ...{ PT1M: 1, PT5M: 5, PT10M: 10, PT15M: 15, PT30M: 30, PT45M: 45, PT1H: 60, PT2H: 120, PT3H: 180, PT4H: 240 },
  ...{ PT5H: 300, PT6H: 360, P1D: 1440, P2D: 2880 },
};

/** The same of metric rules, by metricAlerts 2018-03-01: ten minutes are not among them. */
const metricWindows: Readonly<Record<string, number>> = { PT1M: 1, PT5M: 5, PT15M: 15, PT30M: 30, PT1H: 60 };

const minutesOf = (windows: Readonly<Record<string, number>>, value: unknown): number => windows[String(value)] ?? NaN;

describe.each(names)('%s', (name) => {
  test.each(resourcesOf(name, logRule).map((rule) => [rule.name, rule.properties ?? {}] as const))(
    'the rule %s looks at all that was told within the window, also at what came late',
    (_rule, { windowSize, evaluationFrequency, criteria, overrideQueryTimeRange }) => {
      const [window, frequency] = [minutesOf(logWindows, windowSize), minutesOf(logWindows, evaluationFrequency)];
      expect(frequency).toBeLessThanOrEqual(360);
      expect(window).toBeGreaterThanOrEqual(2 * frequency);
      expect(overrideQueryTimeRange).toBeNull();
      const [{ query, failingPeriods }] = (criteria as { allOf: readonly [{ query: string; failingPeriods: unknown }] })
        .allOf;
      // The first look that finds it tells.
      expect(failingPeriods).toEqual({ minFailingPeriodsToAlert: 1, numberOfEvaluationPeriods: 1 });
      const hours = Number(/\bago\((\d+)h\)/.exec(query)?.[1] ?? 0);
      expect(window).toBeGreaterThanOrEqual(60 * hours);
    },
  );

  test('a service that is away is told of within ten minutes', () => {
    const { properties: test = {} } = resourceOf(name, 'Microsoft.Insights/webtests');
    const { properties: rule = {} } = resourceOf(name, metricRule, 'service-down');
    const { Frequency, Timeout, RetryEnabled } = test as Readonly<Record<string, number | boolean>>;
    // Those that there are, in seconds.
    expect([300, 600, 900]).toContain(Frequency);
    expect(RetryEnabled).toBe(true);
    const window = minutesOf(metricWindows, rule['windowSize']);
    const frequency = minutesOf(metricWindows, rule['evaluationFrequency']);
    // Each place looks once in it, and not much oftener: two looks of two places have to do with each other.
    expect(window * 60).toBe(Frequency);
    // The longest wait for a look, three tries that end with the time limit, and the look of the rule.
    expect(Number(Frequency) + 3 * Number(Timeout) + 60 * frequency).toBeLessThan(600);
  });

  test('throttling by storage is looked for without a gap', () => {
    const { properties = {} } = resourceOf(name, metricRule, 'throttled-storage');
    const window = minutesOf(metricWindows, properties['windowSize']);
    expect(window).toBeGreaterThanOrEqual(minutesOf(metricWindows, properties['evaluationFrequency']));
  });
});
