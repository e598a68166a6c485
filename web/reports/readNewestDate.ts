import type { ServiceClient } from '../api/createClient.ts';
import { queryAddress } from '../api/queryAddress.ts';
import { readAll } from '../api/readAll.ts';
import { propertyNames } from './propertyNames.ts';
import type { ReportType } from './readReportTypes.ts';
import { periodFilter } from './selection.ts';

/** The newest day that reports of a period are about; undefined when there are none. */
export async function readNewestDate(
  client: ServiceClient,
  { set }: ReportType,
  period: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  const { date } = propertyNames;
  const query = {
    filter: `${periodFilter(period)} and ${date} ne null`,
    orderby: `${date} desc`,
    top: 1,
    select: date,
  };
  const [row] = await readAll(client, queryAddress(set, query), signal);
  return row?.[date] ?? undefined;
}
