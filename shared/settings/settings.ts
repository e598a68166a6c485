/** What the collector of reports works with. */
export interface CollectorSettings {
  /** NCRONTAB expression of six fields. */
  readonly schedule: string;
  /** Where Microsoft Graph is, and which version of it is asked. */
  readonly graph: { readonly origin: string; readonly version: 'v1.0' | 'beta' };
  /** The tenant (lower case GUID) the managed identity must belong to. */
  readonly tenant: string;
  /** Client id of a user-assigned managed identity. */
  readonly clientId?: string;
  /** Names of reports, and patterns such as `teams*`; empty for all but those of services that Microsoft has ended. */
  readonly reports: readonly string[];
  /** The periods of reports with a row for each user, group or site, such as `D30`. */
  readonly detailPeriods: readonly string[];
  /** How long a run may take, in milliseconds. */
  readonly timeLimit: number;
}

/** Where telemetry goes; both at once are possible. */
export interface TelemetrySettings {
  /** Application Insights; with `identity` the app signs in as its managed identity, `clientId` naming a user-assigned one. */
  readonly azureMonitor?: {
    readonly connectionString: string;
    readonly identity?: { readonly clientId?: string };
  };
  /** Base address of an OpenTelemetry collector that takes OTLP over HTTP. */
  readonly otlpEndpoint?: string;
  /** What the app is called in it. */
  readonly serviceName: string;
}

/** How many days rows are kept, by the shape of their report; for ever where it is absent. */
export interface RetentionSettings {
  readonly series?: number;
  readonly total?: number;
  readonly detail?: number;
}

/** The checked settings of the service; see docs/settings.md. Built once at start by `readSettings`. */
export interface Settings {
  readonly auth: {
    /** `https://login.microsoftonline.com/<tenant>`, without trailing slash. */
    readonly authority: string;
    /** Client id GUID(s) of the API and further App ID URIs, as configured. */
    readonly audiences: readonly string[];
    /** Allowed tenant GUIDs in lower case, never empty. */
    readonly tenants: readonly string[];
    /** Allowed client application ids in lower case; empty allows any. */
    readonly clients: readonly string[];
    /** A token of a user reaches details only if it holds the app role Reports.Details as well. */
    readonly detailsRole?: true;
  };
  readonly storage:
    | { readonly kind: 'connectionString'; readonly connectionString: string }
    | { readonly kind: 'identity'; readonly tableServiceUri: string; readonly clientId?: string };
  /** External base of all links, without trailing slash: `https://host`. */
  readonly publicUrl: string;
  readonly retention: RetentionSettings;
  /** How long a run of a timer may take, in milliseconds. */
  readonly timeLimit: number;
  /** The log does not say for which user a request came. */
  readonly hidesCallers?: true;
  /** Absent when no reports are collected. */
  readonly collector?: CollectorSettings;
  /** Absent when nobody wants telemetry. */
  readonly telemetry?: TelemetrySettings;
}
