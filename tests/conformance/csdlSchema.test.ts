/**
 * The metadata document is valid by the schemas of OASIS, which the package odata-csdl ships.
 * https://docs.oasis-open.org/odata/odata-csdl-xml/v4.01/odata-csdl-xml-v4.01.html
 * https://docs.oasis-open.org/odata/odata-csdl-json/v4.01/odata-csdl-json-v4.01.html
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { validateXML } from 'xmllint-wasm';
import type { EntityType } from '../../shared/edm/entityType.ts';
import { writeCsdlJson } from '../../shared/represent/metadata/writeCsdlJson.ts';
import { writeCsdlXml } from '../../shared/represent/metadata/writeCsdlXml.ts';
import { documentedModels } from '../support/documentedModels.ts';
import { everyOperation } from '../support/everyOperation.ts';
import { xmlToCsdlJson } from '../support/xmlToCsdlJson.ts';

/** Other files of the same names may be given, such as those of a later version of the standard. */
const folder = process.env['OASIS_SCHEMAS'] ?? path.dirname(require.resolve('odata-csdl/schemas/edm.xsd'));
const schema = (name: string): string => readFileSync(path.join(folder, name), 'utf8');

interface Writers {
  readonly xml: (model: readonly EntityType[], version?: '4.0' | '4.01') => string;
  readonly json: (model: readonly EntityType[]) => string;
}

const built: Writers = { xml: writeCsdlXml, json: writeCsdlJson };
const whole = (): Promise<Writers> =>
  everyOperation(async () => ({
    xml: (await import('../../shared/represent/metadata/writeCsdlXml.ts')).writeCsdlXml,
    json: (await import('../../shared/represent/metadata/writeCsdlJson.ts')).writeCsdlJson,
  }));

const services: readonly (readonly [string, () => Promise<Writers>])[] = [
  ['the operations that are built', () => Promise.resolve(built)],
  ['every operation of the contract', whole],
];

describe.each(services)('with %s', (_service, load) => {
  describe.each(documentedModels)('%s', (_name, model) => {
    test.each(['4.0', '4.01'] as const)('is CSDL XML by the XML schemas, version %s', async (version) => {
      const { xml } = await load();
      const result = await validateXML({
        xml: [{ fileName: 'metadata.xml', contents: xml(model, version) }],
        schema: [schema('edmx.xsd')],
        preload: [{ fileName: 'edm.xsd', contents: schema('edm.xsd') }],
      });
      expect(result.errors).toEqual([]);
      expect(result.valid).toBe(true);
    });

    test('is CSDL JSON by the JSON schema', async () => {
      const { json } = await load();
      const validate = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(
        JSON.parse(schema('csdl.schema.json')) as object,
      );
      validate(JSON.parse(json(model)));
      expect(validate.errors).toBeNull();
    });

    test('says the same in XML and in JSON', async () => {
      const { xml, json } = await load();
      expect(JSON.parse(json(model))).toEqual(xmlToCsdlJson(xml(model, '4.01')));
    });
  });
});

test('a document that is wrong is found', async () => {
  const wrong = writeCsdlXml(documentedModels[0]![1]).replace('Nullable="false"', 'Nullable="perhaps"');
  const result = await validateXML({
    xml: [{ fileName: 'metadata.xml', contents: wrong }],
    schema: [schema('edmx.xsd')],
    preload: [{ fileName: 'edm.xsd', contents: schema('edm.xsd') }],
  });
  expect(result.valid).toBe(false);
});
