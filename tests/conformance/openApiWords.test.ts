/**
 * The OpenAPI document has the words of the model, and stays small enough for the tools that read it.
 * https://spec.openapis.org/oas/v3.1.0
 */
import { model } from '../../shared/model/model.ts';
import { writeOpenApi } from '../../shared/represent/openApi/writeOpenApi.ts';
import type { Document } from '../support/openApiDocument.ts';

const authority = 'https://login.microsoftonline.com/contoso';
const document = writeOpenApi(model, {
  publicUrl: 'https://reports.example',
  auth: { authority, audiences: ['11111111-1111-4111-8111-111111111111'], tenants: [], clients: [] },
});

test('the whole of the model is less than 2.2 MB', () => {
  expect(Buffer.byteLength(document)).toBeLessThan(2_200_000);
});

test('entities and properties have names for people, and numbers what they measure and in which unit', () => {
  const { schemas } = (JSON.parse(document) as Document).components as unknown as {
    schemas: Record<string, { title?: string; properties: Record<string, unknown> }>;
  };
  for (const { name, title, properties } of model) {
    expect([name, schemas[name]?.title]).toEqual([name, title]);
    for (const [property, { label, measure, unit }] of Object.entries(properties)) {
      const words = measure && { 'x-measure': measure, 'x-unit': unit ?? 'count' };
      expect(schemas[name]?.properties[property]).toMatchObject({ title: label, ...words });
    }
  }
});
