import { parseArgs } from 'node:util';
import { guid } from '../shared/settings/guid.ts';
import { effectiveSettings } from './settings/effectiveSettings.ts';
import { developmentToken } from './issuer/developmentToken.ts';
import { projectPaths } from './projectPaths.ts';
import { embeddedParts } from './services/embeddedParts.ts';
import { stateFile } from './services/stateFile.ts';

const usage = 'npm run --silent token -- [--scope S]... [--role R]... [--tenant GUID] [--v1]';

/**
 * `npm run --silent token`: a token of the development issuer on stdout, by default one that lets a user read and write.
 * `--scope` and `--role` may be repeated; roles alone make a token of an application.
 */
export async function main(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      scope: { type: 'string', multiple: true },
      role: { type: 'string', multiple: true },
      tenant: { type: 'string' },
      v1: { type: 'boolean' },
      data: { type: 'string', default: projectPaths.data },
    },
  });
  const { scope, role, tenant, v1, data } = values;
  if (tenant !== undefined && !guid.test(tenant)) throw new Error(`--tenant must be a GUID. ${usage}`);
  const { services } = await stateFile(data).read();
  const effective = await effectiveSettings(process.env);
  const settings = embeddedParts(effective).issuer ? { ...effective, ...services?.settings } : effective;
  console.log(await developmentToken(settings, data, { scopes: scope, roles: role, tenant, version: v1 ? 1 : 2 }));
}
