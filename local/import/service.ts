/** The service an import goes to. */
export interface Service {
  /** The service root without a slash behind it, such as `https://host/v1.0`. */
  readonly root: string;
  /** A token for the request that is about to be sent. */
  readonly token: () => Promise<string>;
  /** Sends requests, unless given as `fetch` does. */
  readonly fetch?: (url: string, request: RequestInit) => Promise<Response>;
}
