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
  };
  readonly storage:
    | { readonly kind: 'connectionString'; readonly connectionString: string }
    | { readonly kind: 'identity'; readonly tableServiceUri: string; readonly clientId?: string };
  /** External base of all links, without trailing slash: `https://host`. */
  readonly publicUrl: string;
}
