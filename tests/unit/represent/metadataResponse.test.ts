import { metadataResponse } from '../../../shared/represent/metadataResponse.ts';
import type { RepresentContext } from '../../../shared/represent/representContext.ts';

const mockWrite = jest.fn<string, []>();
jest.mock('../../../shared/represent/metadata/writeMetadata.ts', () => ({ writeMetadata: () => mockWrite() }));

const context = {
  model: [],
  format: { name: 'json', contentType: 'application/json' },
  json: { version: '4.01' },
  isHead: false,
} as unknown as RepresentContext;

test('metadata is written once for requests that come at once, and again where writing it failed', async () => {
  mockWrite.mockImplementationOnce(() => {
    throw new Error('The file cannot be read');
  });
  await expect(metadataResponse(undefined, context)).rejects.toThrow('The file cannot be read');
  mockWrite.mockReturnValue('{}');
  const answers = await Promise.all([metadataResponse(undefined, context), metadataResponse(undefined, context)]);
  expect(answers.map(({ body }) => body)).toEqual([Buffer.from('{}'), Buffer.from('{}')]);
  expect(mockWrite).toHaveBeenCalledTimes(2);
});
