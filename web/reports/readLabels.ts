import type { ServiceClient } from '../api/createClient.ts';
import { queryAddress } from '../api/queryAddress.ts';
import type { ReportType } from './readReportTypes.ts';
import { wordsOf } from './wordsOf.ts';

/** The fields of one line of CSV (RFC 4180, section 2). */
function fieldsOf(line: string): readonly string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)].map(([, quoted, plain]) =>
    quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'),
  );
}

/** What people call the columns: the header line of the CSV form of the report, which is in the order of `$select`. */
export async function readLabels(
  client: ServiceClient,
  { set, columns }: ReportType,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const address = queryAddress(set, { select: columns.join(), top: 0 });
  const text = await (await client.get(address, 'text/csv', signal)).text();
  const [header = ''] = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const labels = fieldsOf(header);
  return columns.map((name, index) => (labels.length === columns.length ? labels[index] : undefined) ?? wordsOf(name));
}
