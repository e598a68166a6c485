import { asksForTelemetry, telemetryDestinations } from './asksForTelemetry.ts';
import { guid } from './guid.ts';
import { settingError } from './settingError.ts';
import type { TelemetrySettings } from './settings.ts';
import { settingValue, type Environment } from './settingValue.ts';

const { azureMonitor: connection, otlp } = telemetryDestinations;
const authentication = 'APPLICATIONINSIGHTS_AUTHENTICATION_STRING';
/** Of all signals, and of each. */
const protocols = [
  'OTEL_EXPORTER_OTLP_PROTOCOL',
  'OTEL_EXPORTER_OTLP_TRACES_PROTOCOL',
  'OTEL_EXPORTER_OTLP_METRICS_PROTOCOL',
  'OTEL_EXPORTER_OTLP_LOGS_PROTOCOL',
];

/** The identity an authentication string names, `Authorization=AAD;ClientId=<guid>`; undefined when there is none. */
function readIdentity(environment: Environment): { readonly clientId?: string } | undefined {
  const text = settingValue(environment, authentication);
  if (text === undefined) return undefined;
  const parts = new Map(
    text.split(';').map((part) => [(part.split('=')[0] ?? '').trim().toLowerCase(), part] as const),
  );
  const valueOf = (name: string) => parts.get(name)?.split('=')[1]?.trim();
  const clientId = valueOf('clientid');
  if (valueOf('authorization')?.toUpperCase() !== 'AAD' || (clientId !== undefined && !guid.test(clientId))) {
    throw settingError(
      authentication,
      'is not understood',
      "Set it to 'Authorization=AAD' for the system-assigned identity, or to 'Authorization=AAD;ClientId=<client id>'.",
    );
  }
  return clientId === undefined ? {} : { clientId: clientId.toLowerCase() };
}

function readAzureMonitor(environment: Environment): TelemetrySettings['azureMonitor'] {
  const connectionString = settingValue(environment, connection);
  if (connectionString === undefined) return undefined;
  if (!/(?:^|;)\s*InstrumentationKey=/i.test(connectionString)) {
    throw settingError(
      connection,
      'is not the connection string of Application Insights',
      'Copy it from its overview.',
    );
  }
  const identity = readIdentity(environment);
  return identity === undefined ? { connectionString } : { connectionString, identity };
}

/** The Functions host reads the same variables, and speaks gRPC unless told; the app speaks HTTP only. */
function refuseOtherProtocols(environment: Environment): void {
  for (const name of protocols) {
    const protocol = settingValue(environment, name);
    if (protocol === undefined || protocol === 'http/protobuf') continue;
    throw settingError(
      name,
      `is '${protocol}', which the app does not speak`,
      `Set it to http/protobuf, so that the Functions host sends to the port for HTTP as well, or leave it out.`,
    );
  }
}

/** Where telemetry goes, by the variables Azure Functions and OpenTelemetry have for it. Throws when one is malformed. */
export function readTelemetrySettings(environment: Environment): TelemetrySettings | undefined {
  refuseOtherProtocols(environment);
  const azureMonitor = readAzureMonitor(environment);
  const otlpEndpoint = settingValue(environment, otlp);
  if (!asksForTelemetry(environment)) return undefined;
  const protocol = otlpEndpoint !== undefined && URL.canParse(otlpEndpoint) ? new URL(otlpEndpoint).protocol : '';
  if (otlpEndpoint !== undefined && protocol !== 'http:' && protocol !== 'https:') {
    throw settingError(otlp, 'is not an absolute http or https URL', 'Set it to such as http://127.0.0.1:4318.');
  }
  const serviceName =
    settingValue(environment, 'OTEL_SERVICE_NAME') ??
    settingValue(environment, 'WEBSITE_SITE_NAME') ??
    'odata-usage-reports';
  return { serviceName, ...(azureMonitor && { azureMonitor }), ...(otlpEndpoint !== undefined && { otlpEndpoint }) };
}
