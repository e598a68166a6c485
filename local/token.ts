import { parseArgs } from 'node:util';
import { guid } from '../shared/settings/guid.ts';
import { effectiveSettings } from './settings/effectiveSettings.ts';
import { developmentToken } from './issuer/developmentToken.ts';
import { projectPaths } from './projectPaths.ts';
import { helpAsked } from './process/helpAsked.ts';
import { embeddedParts } from './services/embeddedParts.ts';
import { stateFile } from './services/stateFile.ts';

const usage = 'npm run --silent token -- [--scope S]... [--role R]... [--tenant GUID] [--v1]';
const purpose = [
  'Prints a token of the development issuer, good for an hour: by default one with which a user may read and write.',
  'Roles alone make a token of an application.',
];
const options = {
  scope: { type: 'string', multiple: true, value: 'S', says: 'a scope, such as Reports.Read.All; may be repeated' },
  role: {
    type: 'string',
    multiple: true,
    value: 'R',
    says: 'an app role, such as Reports.ReadWrite.All; may be repeated',
  },
  tenant: { type: 'string', value: 'GUID', says: 'the tenant, instead of that of the settings' },
  v1: { type: 'boolean', value: '', says: 'a token of version 1.0 instead of 2.0' },
  data: { type: 'string', value: 'FOLDER', says: 'where the app that runs is found; .local' },
} as const;

/** `npm run --silent token`: a token of the development issuer on stdout. */
export async function main(args: string[]): Promise<void> {
  if (helpAsked(args, { usage, purpose, options })) return;
  const { values } = parseArgs({ args, options });
  const { scope, role, tenant, v1, data = projectPaths.data } = values;
  if (tenant !== undefined && !guid.test(tenant)) throw new Error(`--tenant must be a GUID. ${usage}`);
  const { services } = await stateFile(data).read();
  const effective = await effectiveSettings(process.env);
  const settings = embeddedParts(effective).issuer ? { ...effective, ...services?.settings } : effective;
  console.log(
    await developmentToken(settings, data, { scopes: scope, roles: role, tenant, version: v1 === true ? 1 : 2 }),
  );
}
