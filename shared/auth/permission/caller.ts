/** Who sent a request, as its verified token says. */
export interface Caller {
  /** `tid`, lower case GUID: the tenant whose rows the caller may touch. */
  readonly tenant: string;
  /** `azp` or `appid` of the client application. */
  readonly client: string;
  /** `oid` of a delegated token, lower case GUID: the user the application calls for. */
  readonly user?: string;
  /** What the token grants on this API. */
  readonly permissions: {
    readonly read: boolean;
    readonly write: boolean;
    /** May have persons forgotten, and reach the register of them. */
    readonly forget?: boolean;
    /** Names of the permissions and roles without which details are closed to the caller; none where they are open. */
    readonly missingForDetails: readonly string[];
  };
}
