import { lookInOrder } from '../../shared/collect/file/lookInOrder.ts';
import { recogniseFile } from '../../local/import/recogniseFile.ts';
import { storeFile } from '../../local/import/storeFile.ts';
import { model } from '../../shared/model/model.ts';
import { createService } from '../../shared/service/createService.ts';
import { createStore } from '../../shared/store/createStore.ts';
import type { Rows } from '../../shared/store/rows/rows.ts';

const publicUrl = 'http://127.0.0.1';

const log = { request: () => undefined, write: () => undefined };

async function piecesOf<T>(body: AsyncIterable<T>): Promise<T[]> {
  const pieces: T[] = [];
  for await (const piece of body) pieces.push(piece);
  return pieces;
}

/** Client and service in this process, without a connection between the two: stores a file, whose rows all come to what is expected. */
export function importInProcess(
  rows: Rows,
  tenant: string,
): (file: string, expected: 'created' | 'unchanged', count: number) => Promise<void> {
  const caller = { tenant, client: 'bench', permissions: { read: true, write: true, missingForDetails: [] } };
  const gate = {
    authenticate: async () => await Promise.resolve(caller),
    keysReachable: async () => await Promise.resolve(),
  };
  const handle = createService({ model, store: createStore(rows), gate, publicUrl, log });

  async function send(url: string, { method = 'GET', headers, body }: RequestInit): Promise<Response> {
    const sent = typeof body === 'string' ? new Blob([body]).stream() : null;
    const answer = await handle({ method, url, headers: new Headers(headers), body: sent });
    const { status, headers: answered, body: given } = answer;
    const isWhole = given === undefined || typeof given === 'string' || given instanceof Uint8Array;
    const pieces = isWhole ? [given ?? ''] : await piecesOf(given);
    return new Response(given === undefined ? null : await new Blob(pieces).text(), { status, headers: answered });
  }

  return async (file, expected, count) => {
    const header = await recogniseFile(model, file);
    const content = await lookInOrder({ type: header.type, path: file, name: file, header });
    const service = { root: `${publicUrl}/v1.0`, token: async () => await Promise.resolve(''), fetch: send };
    const { counts } = await storeFile({ file, content }, service, false);
    if (counts[expected] !== count) throw new Error(`Not every row was ${expected}: ${JSON.stringify(counts)}`);
  };
}
