import type { Row } from '../figures/row.ts';
import type { ServiceClient } from './createClient.ts';
import { readJson } from './readJson.ts';
import { ServiceError } from './serviceError.ts';

/** Rows of a collection, and where there are more (OData Protocol 4.01, 11.2.6.7). */
export interface RowPage {
  readonly rows: readonly Row[];
  /** Without its origin: a token goes nowhere but where the page comes from, by whatever name the service calls itself. */
  readonly next?: string;
}

/** OData JSON without control information, with Int64 as text (OData JSON Format 4.01, sections 3.1 and 3.2). */
export const rowFormat = 'application/json;odata.metadata=none;IEEE754Compatible=true';

/** What is read of the body of a collection. @throws ServiceError for anything else. */
export function rowPageOf(body: unknown): RowPage {
  const page = body as { readonly value?: unknown; readonly '@odata.nextLink'?: string } | null;
  if (!Array.isArray(page?.value)) throw new ServiceError('unreadable', 'The answer is not what this page reads.');
  const link = page['@odata.nextLink'];
  if (link === undefined) return { rows: page.value as readonly Row[] };
  const { pathname, search } = new URL(link, 'https://origin.invalid');
  return { rows: page.value as readonly Row[], next: pathname + search };
}

/** Reads one page of a collection. */
export async function readRowPage(
  client: ServiceClient,
  address: string,
  signal: AbortSignal,
  prefer?: string,
): Promise<RowPage> {
  const response = await client.ask({ address, accept: rowFormat, signal, ...(prefer !== undefined && { prefer }) });
  return rowPageOf(await readJson(response, signal));
}

/** Reads a collection to its end. */
export async function readRows(client: ServiceClient, address: string, signal: AbortSignal): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (let next: string | undefined = address; next !== undefined;) {
    const page: RowPage = await readRowPage(client, next, signal);
    rows.push(...page.rows);
    next = page.next;
  }
  return rows;
}
