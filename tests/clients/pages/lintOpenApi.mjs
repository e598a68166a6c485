// Lints OpenAPI documents, the files named, with Redocly (recommended-strict) and Spectral (spectral:oas), and prints for each the
// findings as a line of JSON. A program of its own: these libraries do not run in jest.
import { readFile } from 'node:fs/promises';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import spectralCore from '@stoplight/spectral-core';
import spectralRulesets from '@stoplight/spectral-rulesets';

const config = await createConfig({ extends: ['recommended-strict'] });
const spectral = new spectralCore.Spectral();
spectral.setRuleset({ extends: [[spectralRulesets.oas, 'recommended']] });

for (const file of process.argv.slice(2)) {
  const source = await readFile(file, 'utf8');
  const byRedocly = await lintFromString({ source, absoluteRef: '/openapi.json', config });
  const bySpectral = await spectral.run(JSON.parse(source));
  const findings = [
    ...byRedocly.map(({ ruleId, message, location }) => `redocly ${ruleId}: ${message} ${location[0]?.pointer ?? ''}`),
    ...bySpectral.map(({ code, message, path }) => `spectral ${code}: ${message} ${path.join('/')}`),
  ];
  console.log(JSON.stringify(findings));
}
