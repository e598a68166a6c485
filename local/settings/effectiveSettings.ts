import { readFile } from 'node:fs/promises';
import type { Environment } from '../../shared/settings/settingValue.ts';
import { projectPaths } from '../projectPaths.ts';

/**
 * The environment as the app will see it: local.settings.json "Values", over which the environment itself wins, and by which
 * it knows that it is not in Azure, as with Core Tools.
 */
export async function effectiveSettings(environment: Environment): Promise<Environment> {
  const { Values } = JSON.parse(await readFile(projectPaths.localSettings, 'utf8')) as {
    Values: Record<string, string>;
  };
  return { AZURE_FUNCTIONS_ENVIRONMENT: 'Development', ...Values, ...environment };
}
