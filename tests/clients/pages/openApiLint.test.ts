// `/openapi.json` by the strictest rules of Redocly and the OpenAPI rules of Spectral.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { office365ActiveUserCounts } from '../../../shared/model/microsoft365/office365ActiveUserCounts.ts';
import { model } from '../../../shared/model/model.ts';
import { writeOpenApi } from '../../../shared/represent/openApi/writeOpenApi.ts';
import { sampledModel } from '../../support/sampledModel.ts';

const client = '11111111-1111-4111-8111-111111111111';
/** A type for each shape and kind of property; all of them at night. */
const shown = sampledModel([office365ActiveUserCounts]);
const documentFor = (authority: string, publicUrl: string, types = shown): string =>
  writeOpenApi(types, { publicUrl, auth: { authority, audiences: [client], tenants: [], clients: [] } });

/** What differs from place to place are addresses; a few types show it. */
const local = documentFor('http://127.0.0.1:7072/contoso', 'http://127.0.0.1:7071', model.slice(0, 3));
const documents = {
  deployed: documentFor('https://login.microsoftonline.com/contoso', 'https://reports.contoso.com'),
  local,
  // The linters have to find what is wrong, or their silence says nothing.
  flawed: local.replace(/"operationId":"health","summary":"[^"]*"/, '"operationId":"openApi"'),
};

describe('the OpenAPI document', () => {
  let findings: readonly (readonly string[])[];

  beforeAll(async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'openapi-'));
    const files = Object.keys(documents).map((name) => path.join(folder, `${name}.json`));
    await Promise.all(Object.values(documents).map((text, index) => writeFile(files[index]!, text)));
    const { stdout } = await promisify(execFile)(process.execPath, [path.join(__dirname, 'lintOpenApi.mjs'), ...files]);
    findings = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as string[]);
    await rm(folder, { recursive: true });
  });

  test.each([
    [0, 'deployed'],
    [1, 'local'],
  ])('%i: no linter has a complaint about the %s one', (index) => {
    expect(findings[index]).toEqual([]);
  });

  test('both linters find what is wrong with a flawed one', () => {
    expect(findings[2]!.some((line) => line.startsWith('redocly operation-summary'))).toBe(true);
    expect(findings[2]!.some((line) => line.startsWith('spectral operation-operationId-unique'))).toBe(true);
  });
});
