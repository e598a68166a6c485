import { readTelemetrySettings } from '../../../shared/settings/readTelemetrySettings.ts';

const connectionString = 'InstrumentationKey=00000000-0000-0000-0000-000000000000;IngestionEndpoint=https://x.example/';
const client = 'c0ffee00-1234-4abc-8def-0123456789ab';
type Changes = Readonly<Record<string, string>>;

test('is off unless a setting says where to', () => {
  expect(readTelemetrySettings({})).toBeUndefined();
  expect(readTelemetrySettings({ APPLICATIONINSIGHTS_CONNECTION_STRING: ' ', OTEL_SERVICE_NAME: 'x' })).toBeUndefined();
});

test.each<[Changes, object]>([
  [
    { APPLICATIONINSIGHTS_CONNECTION_STRING: connectionString },
    { serviceName: 'odata-usage-reports', azureMonitor: { connectionString } },
  ],
  [
    {
      APPLICATIONINSIGHTS_CONNECTION_STRING: connectionString,
      APPLICATIONINSIGHTS_AUTHENTICATION_STRING: `ClientId=${client.toUpperCase()};Authorization=AAD`,
      WEBSITE_SITE_NAME: 'reports',
    },
    { serviceName: 'reports', azureMonitor: { connectionString, identity: { clientId: client } } },
  ],
  [
    {
      APPLICATIONINSIGHTS_CONNECTION_STRING: connectionString,
      APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'Authorization=aad',
    },
    { serviceName: 'odata-usage-reports', azureMonitor: { connectionString, identity: {} } },
  ],
  [
    { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318', OTEL_SERVICE_NAME: 'a', WEBSITE_SITE_NAME: 'b' },
    { serviceName: 'a', otlpEndpoint: 'http://collector:4318' },
  ],
])('reads %j', (environment, settings) => {
  expect(readTelemetrySettings(environment)).toEqual(settings);
});

test.each<[string, Changes]>([
  ['APPLICATIONINSIGHTS_CONNECTION_STRING', { APPLICATIONINSIGHTS_CONNECTION_STRING: 'secret' }],
  [
    'APPLICATIONINSIGHTS_AUTHENTICATION_STRING',
    {
      APPLICATIONINSIGHTS_CONNECTION_STRING: connectionString,
      APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'secret',
    },
  ],
  [
    'APPLICATIONINSIGHTS_AUTHENTICATION_STRING',
    {
      APPLICATIONINSIGHTS_CONNECTION_STRING: connectionString,
      APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'Authorization=AAD;ClientId=secret',
    },
  ],
  ['OTEL_EXPORTER_OTLP_ENDPOINT', { OTEL_EXPORTER_OTLP_ENDPOINT: 'collector' }],
  ['OTEL_EXPORTER_OTLP_PROTOCOL', { OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' }],
  [
    'OTEL_EXPORTER_OTLP_PROTOCOL',
    { OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json', OTEL_EXPORTER_OTLP_ENDPOINT: 'http://a' },
  ],
  ['OTEL_EXPORTER_OTLP_METRICS_PROTOCOL', { OTEL_EXPORTER_OTLP_METRICS_PROTOCOL: 'grpc' }],
  ['OTEL_EXPORTER_OTLP_ENDPOINT', { OTEL_EXPORTER_OTLP_ENDPOINT: 'ftp://collector' }],
])('names %s when it is malformed, and repeats nothing of it', (name, environment) => {
  expect(() => readTelemetrySettings(environment)).toThrow(`The setting ${name} `);
  expect(() => readTelemetrySettings(environment)).not.toThrow('secret');
});
