import type { FunctionsCore, RegisteredFunction } from './functionsCore.ts';
import type { Route } from './createRouteTable.ts';

/** A registered function with an HTTP trigger. */
export interface HttpFunction extends Route, RegisteredFunction {
  /** Name of its trigger binding. */
  readonly trigger: string;
}

const everyMethod = ['GET', 'POST', 'DELETE', 'HEAD', 'PATCH', 'PUT', 'OPTIONS'];

/** Of the registered functions those that answer HTTP; timers are run by `answerAdmin`, never by their schedules. */
export function httpFunctions({ functions }: FunctionsCore): HttpFunction[] {
  return [...functions.values()].flatMap((registered) => {
    const { name, bindings } = registered.metadata;
    const found = Object.entries(bindings).find(([, { type }]) => type?.toLowerCase() === 'httptrigger');
    if (!found) return [];
    const [trigger, { route, methods }] = found;
    const upper = (methods ?? []).map((method) => method.toUpperCase());
    return [
      {
        ...registered,
        name,
        trigger,
        route: route === undefined || route === '' ? name : route,
        methods: upper.length > 0 ? upper : everyMethod,
      },
    ];
  });
}
