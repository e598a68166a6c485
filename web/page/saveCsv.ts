import type { ServiceClient } from '../api/createClient.ts';

/** Has the browser save the answer to a request as the service writes it in CSV: the same rows in the same order. */
export async function saveCsv(
  client: ServiceClient,
  address: string,
  name: string,
  signal: AbortSignal,
): Promise<void> {
  const file = await (await client.ask({ address, accept: 'text/csv', signal })).blob();
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = `${name}.csv`;
  link.click();
  // The download has begun when the click returns; what it reads must outlive it.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
