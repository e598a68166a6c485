import { ODataError } from '../errors/odataError.ts';
import { parseMediaType } from '../headers/mediaType.ts';
import type { FormatName } from '../headers/negotiateFormat.ts';
import type { ODataVersion } from '../headers/negotiateVersions.ts';
import type { Preferences } from '../headers/parsePreferences.ts';
import type { TakeTurn } from '../json/readJson.ts';
import type { Result } from '../operations/contract/result.ts';
import type { Batch } from './contract/batch.ts';
import { carryOutBatch } from './carryOutBatch.ts';
import type { HeaderLookup, InnerService } from './contract/innerService.ts';
import { readJsonBatch } from './format/readJsonBatch.ts';
import { readMultipartBatch } from './format/readMultipartBatch.ts';
import { writeJsonBatch } from './format/writeJsonBatch.ts';
import { writeMultipartBatch } from './format/writeMultipartBatch.ts';

/** A request to `$batch`, for whose caller everything in it is done. */
export interface BatchEnvelope {
  readonly headers: HeaderLookup;
  /** The format the answer to a batch in JSON is wanted in. */
  readonly format: FormatName;
  readonly preferences: Preferences;
  readonly version: ODataVersion;
  /** Reads the body, at most as many bytes; throws 400, 413 or 415. */
  readBody(limit: number): Promise<Uint8Array>;
}

/** Longest body of a batch, in bytes after inflation. */
const bodyLimit = 4 * 1024 * 1024;

type Reader = (bytes: Uint8Array, contentType: string, headers: HeaderLookup, takeTurn: TakeTurn) => Promise<Batch>;

/** The formats of a batch by their media types (Protocol 4.01, 11.7.1). */
const readers: Readonly<Record<string, Reader>> = {
  'application/json': async (bytes, _contentType, headers, takeTurn) => await readJsonBatch(bytes, headers, takeTurn),
  'multipart/mixed': readMultipartBatch,
};

async function readBatch(envelope: BatchEnvelope, takeTurn: TakeTurn): Promise<Batch> {
  const { headers } = envelope;
  const contentType = headers.get('content-type') ?? '';
  // Only the part before the parameters: clients leave characters in a boundary unquoted that a media type has not.
  const essence = parseMediaType(contentType.split(';', 1)[0] ?? '')?.essence ?? '';
  const read = Object.hasOwn(readers, essence) ? readers[essence] : undefined;
  if (read === undefined) {
    throw new ODataError(
      'unsupportedMediaType',
      'A batch is sent as Content-Type: application/json, or multipart/mixed with a boundary.',
      { target: 'Content-Type' },
    );
  }
  return await read(await envelope.readBody(bodyLimit), contentType, headers, takeTurn);
}

/**
 * Carries out a batch (Protocol 4.01, 11.7) and writes its answer: in the format of the request, or as multipart to a
 * caller that sends JSON and accepts nothing else. Throws 4xx for an envelope that is not valid, before anything is done.
 */
export async function runBatch(envelope: BatchEnvelope, service: InnerService): Promise<Result<'batch'>> {
  const { preferences, version, format } = envelope;
  const { meter } = service.bindContext;
  const batch = await readBatch(envelope, (units) => meter.takeTurn(units));
  // Every other preference is about one request: on the batch itself it applies to nothing and is ignored (RFC 7240, 2).
  const { continueOnError } = preferences;
  // The default differs by format: multipart stops (Protocol 4.01, 11.7.7.5), JSON goes on (JSON Format 4.01, 19.4).
  const goesOn = continueOnError ?? batch.form === 'json';
  const answers = await carryOutBatch(batch, !goesOn, service);
  const applied =
    continueOnError === undefined
      ? {}
      : { preferenceApplied: `${version === '4.0' ? 'odata.' : ''}continue-on-error=${continueOnError}` };
  return batch.form === 'json' && format === 'json'
    ? { kind: 'batch', contentType: 'application/json', body: writeJsonBatch(answers.flat()), ...applied }
    : { kind: 'batch', ...writeMultipartBatch(answers, batch.form), ...applied };
}
