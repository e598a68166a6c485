import type { ServiceClient } from './createClient.ts';

/** A row as it is read: Int64 values are text, so that none is rounded. */
export type Row = Readonly<Record<string, string | null>>;

interface Page {
  readonly value: readonly Row[];
  readonly '@odata.nextLink'?: string;
}

/** OData JSON with Int64 as text (OData JSON Format 4.01, section 3.2). */
const accept = 'application/json;IEEE754Compatible=true';

/** A link without its origin: a token goes nowhere but where the page comes from, by whatever name the service calls itself. */
function ownAddress(link: string): string {
  const { pathname, search } = new URL(link, 'https://origin.invalid');
  return pathname + search;
}

/** Reads a collection to its end (OData Protocol 4.01, 11.2.6.7). */
export async function readAll(client: ServiceClient, address: string, signal: AbortSignal): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (let next: string | undefined = address; next !== undefined;) {
    const response = await client.get(ownAddress(next), accept, signal);
    const page = (await response.json()) as Page;
    rows.push(...page.value);
    next = page['@odata.nextLink'];
  }
  return rows;
}
