import type { CoreInvocationContext, FunctionsCore, InvocationRequest, RegisteredFunction } from './functionsCore.ts';

/**
 * One invocation by the contract of `@azure/functions-core`: arguments, preInvocation hooks, function, postInvocation hooks, response.
 * With HTTP streaming the library itself writes the response to the request that waits at its proxy.
 *
 * Whoever throws or returns nothing leaves it waiting there, as on the real host.
 *
 * @throws what the function or a hook threw
 */
export async function invokeFunction(
  core: FunctionsCore,
  { metadata, callback }: RegisteredFunction,
  request: InvocationRequest,
): Promise<void> {
  const coreContext: CoreInvocationContext = {
    invocationId: request.invocationId,
    request,
    metadata,
    state: undefined,
    log: core.log,
  };
  const model = await core.model().getInvocationModel(coreContext);
  const { context, inputs } = await model.getArguments();
  const shared = { hookData: {}, appHookData: core.appHookData, invocationContext: context };

  const before = { ...shared, inputs, functionCallback: callback };
  coreContext.state = 'preInvocationHooks';
  await core.runHooks('preInvocation', before);

  const after = { ...shared, inputs: before.inputs, result: null as unknown, error: null as unknown };
  coreContext.state = 'invocation';
  try {
    after.result = await model.invokeFunction(context, before.inputs, before.functionCallback);
  } catch (error) {
    after.error = error;
  }
  coreContext.state = 'postInvocationHooks';
  await core.runHooks('postInvocation', after);
  coreContext.state = undefined;
  if (after.error instanceof Error) throw after.error;

  await model.getResponse(context, after.result);
}
