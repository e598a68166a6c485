/** A transaction that is under way. */
export interface Sent {
  readonly at: number;
  readonly rows: number;
}
