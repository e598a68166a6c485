/** The part of `@azure/functions-core` that a host provides and `@azure/functions` 4 uses. */

export type LogLevel = 'trace' | 'debug' | 'information' | 'warning' | 'error' | 'critical' | 'none';
export type Log = (level: LogLevel, category: 'user' | 'system' | 'customMetric', message: string) => void;

/** A trigger or binding as the library registers it. */
export interface Binding {
  readonly type?: string;
  readonly route?: string;
  readonly methods?: readonly string[];
}

export interface FunctionMetadata {
  readonly name: string;
  readonly bindings: Readonly<Record<string, Binding>>;
}

export type FunctionCallback = (...inputs: unknown[]) => unknown;

export interface RegisteredFunction {
  readonly metadata: FunctionMetadata;
  readonly callback: FunctionCallback;
}

/** What the host tells the library about one invocation. */
export interface InvocationRequest {
  readonly invocationId: string;
  readonly inputData: readonly { readonly name: string; readonly data: object }[];
  readonly triggerMetadata: Readonly<Record<string, { readonly string: string } | { readonly json: string }>>;
  readonly traceContext: { readonly traceParent: string; readonly traceState: string };
}

export interface CoreInvocationContext {
  readonly invocationId: string;
  readonly request: InvocationRequest;
  readonly metadata: FunctionMetadata;
  state: 'preInvocationHooks' | 'invocation' | 'postInvocationHooks' | undefined;
  readonly log: Log;
}

export interface InvocationModel {
  getArguments(): Promise<{ context: unknown; inputs: unknown[] }>;
  invokeFunction(context: unknown, inputs: unknown[], callback: FunctionCallback): Promise<unknown>;
  getResponse(context: unknown, result: unknown): Promise<unknown>;
}

export interface ProgrammingModel {
  readonly name: string;
  readonly version: string;
  getCapabilities(known: Record<string, string>): Promise<Record<string, string>>;
  getInvocationModel(context: CoreInvocationContext): InvocationModel | Promise<InvocationModel>;
}

export type Hook = (context: object) => void | Promise<void>;
export type HookName = 'appStart' | 'preInvocation' | 'postInvocation' | 'log' | 'appTerminate';

/** The module handed to the app, and what the app has registered with it. */
export interface FunctionsCore {
  readonly module: object;
  readonly functions: ReadonlyMap<string, RegisteredFunction>;
  /** Data hooks share across the life of the app. */
  readonly appHookData: object;
  readonly log: Log;
  model(): ProgrammingModel;
  /** Refuses functions registered from now on, as the real worker does once the app has started. */
  endRegistration(): void;
  runHooks(name: HookName, context: object): Promise<void>;
}

const systemError = (error: Error): Error => Object.assign(error, { isAzureFunctionsSystemError: true });

class Disposable {
  static from(...items: readonly { dispose(): unknown }[]): Disposable {
    return new Disposable(() => {
      for (const item of items) item.dispose();
    });
  }
  #onDispose: (() => unknown) | undefined;
  constructor(onDispose: () => unknown) {
    this.#onDispose = onDispose;
  }
  dispose(): void {
    this.#onDispose?.();
    this.#onDispose = undefined;
  }
}

/** A fresh `@azure/functions-core`: one per started app. */
export function createFunctionsCore(write: Log): FunctionsCore {
  const functions = new Map<string, RegisteredFunction>();
  const hooks: Record<HookName, Hook[]> = {
    appStart: [],
    preInvocation: [],
    postInvocation: [],
    log: [],
    appTerminate: [],
  };
  const appHookData = {};
  let programmingModel: ProgrammingModel | undefined;
  let registering = true;

  const log: Log = (level, category, message) => {
    const line = { level, category, message, hookData: {}, appHookData };
    for (const hook of hooks.log) void hook(line);
    write(line.level, category, line.message);
  };

  const model = (): ProgrammingModel => {
    if (!programmingModel) throw new Error('The app did not register anything with @azure/functions.');
    return programmingModel;
  };

  function registerFunction(metadata: FunctionMetadata, callback: FunctionCallback): Disposable {
    if (!registering) throw systemError(new Error('A function can only be registered during app startup.'));
    if (functions.has(metadata.name))
      throw systemError(new Error(`A function with id "${metadata.name}" has already been registered.`));
    functions.set(metadata.name, { metadata, callback });
    return new Disposable(() => functions.delete(metadata.name));
  }

  function registerHook(name: string, hook: Hook): Disposable {
    const list = (hooks as Partial<Record<string, Hook[]>>)[name];
    if (!list) throw systemError(new RangeError(`Unrecognized hook "${name}"`));
    list.push(hook);
    return new Disposable(() => {
      const index = list.indexOf(hook);
      if (index >= 0) list.splice(index, 1);
    });
  }

  return {
    module: {
      version: '3.9.1',
      hostVersion: '4.1000.0',
      log,
      registerFunction,
      registerHook,
      setProgrammingModel: (value: ProgrammingModel) => (programmingModel = value),
      getProgrammingModel: () => programmingModel,
      Disposable,
    },
    functions,
    appHookData,
    log,
    model,
    endRegistration: () => (registering = false),
    async runHooks(name, context) {
      for (const hook of hooks[name]) await hook(context);
    },
  };
}
