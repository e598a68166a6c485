import type { ServiceClient } from '../api/createClient.ts';
import { queryAddress } from '../api/queryAddress.ts';
import { propertyNames } from './propertyNames.ts';
import type { Report } from './readReport.ts';
import type { Selection } from './selection.ts';

/** Has the browser save the rows a report was made from, as the service writes them in CSV. */
export async function downloadCsv(
  client: ServiceClient,
  { type, period, from, to }: Selection,
  { filter }: Report,
  signal: AbortSignal,
): Promise<void> {
  const address = queryAddress(type.set, { filter, orderby: propertyNames.date });
  const file = await (await client.get(address, 'text/csv', signal)).blob();
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = `${type.set}-${period}-days-${from}-to-${to}.csv`;
  link.click();
  // The download has begun when the click returns; what it reads must outlive it.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
