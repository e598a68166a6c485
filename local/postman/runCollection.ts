import path from 'node:path';
import newman, { type Summary } from 'newman';
import { projectPaths } from '../projectPaths.ts';

/** How one run of the collection went. */
export interface CollectionRun {
  /** One line per request: status, name, and what failed. */
  readonly report: readonly string[];
  readonly requests: number;
  readonly assertions: number;
  readonly failures: number;
}

const requestTimeoutMs = 30_000;
const folder = path.join(projectPaths.root, 'postman');

/**
 * Runs postman/collection.json with the local environment.
 *
 * @param variables take the place of the environment's own values
 * @throws Error when newman cannot run the collection at all
 */
export async function runCollection(variables: Readonly<Record<string, string>>): Promise<CollectionRun> {
  const { run } = await new Promise<Summary>((resolve, reject) => {
    newman.run(
      {
        collection: path.join(folder, 'collection.json'),
        environment: path.join(folder, 'local.environment.json'),
        envVar: Object.entries(variables).map(([key, value]) => ({ key, value })),
        timeoutRequest: requestTimeoutMs,
      },
      (error, summary) => (error ? reject(error) : resolve(summary)),
    );
  });
  const failed = run.failures.map(({ source, error }) => `   ${source?.name ?? ''}: ${error.test ?? error.name}: ${error.message}`);
  // A request that a script sends beside its own counts as a second execution of the same item.
  const executions = [...new Map(run.executions.map((execution) => [execution.item.id, execution])).values()];
  return {
    report: [
      ...executions.map(({ item, request, response }) => `${response?.code ?? '---'} ${request.method.padEnd(7)} ${item.name}`),
      ...failed,
    ],
    requests: executions.length,
    assertions: executions.reduce((sum, { assertions = [] }) => sum + assertions.length, 0),
    failures: failed.length,
  };
}
