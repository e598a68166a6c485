import type { TableServiceClientOptions } from '@azure/data-tables';

type Policy = NonNullable<TableServiceClientOptions['additionalPolicies']>[number];

/** Answers are broken off when they are longer than this, in bytes. */
const maxAnswer = 16 << 20;

/** An answer that was broken off. */
export class OverlongAnswer extends Error {}

/** The text of an answer. Throws an OverlongAnswer, and what the connection fails with in the middle of it. */
async function wholeText(stream: AsyncIterable<Uint8Array | string>): Promise<string> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of stream) {
    const buffer = Buffer.from(piece);
    bytes += buffer.length;
    if (bytes > maxAnswer) throw new OverlongAnswer(`An answer of storage was longer than ${maxAnswer} bytes`);
    pieces.push(buffer);
  }
  return Buffer.concat(pieces).toString();
}

/**
 * Reads the answers with rows, each up to its end: the SDK waits for ever for the rest of one that stops in the middle while it
 * reports its progress, and takes it for a whole one where it does not.
 */
export const wholeAnswers: Policy = {
  position: 'perRetry',
  policy: {
    name: 'wholeAnswers',
    sendRequest: async (request, next) => {
      const { streamResponseStatusCodes } = request;
      request.streamResponseStatusCodes = new Set([200]);
      const response = await next(request);
      // What is read here is deserialised like any other answer.
      if (streamResponseStatusCodes === undefined) delete request.streamResponseStatusCodes;
      else request.streamResponseStatusCodes = streamResponseStatusCodes;
      const { readableStreamBody, ...rest } = response;
      if (readableStreamBody === undefined) return response;
      return { ...rest, bodyAsText: await wholeText(readableStreamBody as AsyncIterable<Uint8Array>) };
    },
  },
};
