/** What the worker hands every app: the part of it that this app uses beside `@azure/functions`. */
declare module '@azure/functions-core' {
  /** One invocation as the host tells of it. */
  export interface CoreInvocationContext {
    readonly invocationId: string;
    readonly request: object;
    readonly metadata: {
      readonly name?: string | null;
      readonly bindings?: Readonly<Record<string, { readonly type?: string | null }>> | null;
    };
    state?: 'preInvocationHooks' | 'invocation' | 'postInvocationHooks' | undefined;
    log(level: string, category: string, message: string): void;
  }

  /** The steps of one invocation, in the order in which the worker takes them. */
  export interface InvocationModel {
    getArguments(): Promise<{ context: unknown; inputs: unknown[] }>;
    invokeFunction(context: unknown, inputs: unknown[], callback: (...inputs: unknown[]) => unknown): Promise<unknown>;
    getResponse(context: unknown, result: unknown): Promise<unknown>;
  }

  export interface ProgrammingModel {
    readonly name: string;
    readonly version: string;
    getCapabilities(known: Record<string, string>): Promise<Record<string, string>>;
    getInvocationModel(context: CoreInvocationContext): InvocationModel;
  }

  export function getProgrammingModel(): ProgrammingModel;
  export function setProgrammingModel(model: ProgrammingModel): void;
}
