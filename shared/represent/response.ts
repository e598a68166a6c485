/** An HTTP answer before it is handed to the platform. */
export interface ServiceResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Text, or pieces of text that are sent as they come; absent for answers without a body. */
  readonly body?: string | Uint8Array | AsyncIterable<string | Uint8Array>;
}
