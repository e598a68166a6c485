/** What this project uses of newman, which publishes no types. */
declare module 'newman' {
  interface Failure {
    readonly error: { readonly name: string; readonly message: string; readonly test?: string };
    readonly source?: { readonly name?: string };
  }

  interface Execution {
    readonly item: { readonly id: string; readonly name: string };
    readonly request: { readonly method: string };
    readonly response?: { readonly code: number };
    readonly assertions?: readonly { readonly assertion: string; readonly error?: { readonly message: string } }[];
  }

  export interface Summary {
    readonly run: { readonly executions: readonly Execution[]; readonly failures: readonly Failure[] };
  }

  interface Options {
    readonly collection: string;
    readonly environment: string;
    readonly envVar: readonly { readonly key: string; readonly value: string }[];
    readonly timeoutRequest: number;
  }

  const newman: { run(options: Options, done: (error: Error | null, summary: Summary) => void): void };
  export default newman;
}
