import type { ChangedItem, Result } from '../operations/contract/result.ts';
import { trackedAddress } from '../operations/read/trackedAddress.ts';
import { deltaLinkMember, nextLinkMember } from './collectionResponse.ts';
import { checkRows } from './json/checkRows.ts';
import { jsonObject } from './json/controlMember.ts';
import { deletedMembers } from './json/deletedMembers.ts';
import { deltaContext } from './json/deltaContext.ts';
import { pageLink } from './pageLink.ts';
import type { RepresentContext } from './representContext.ts';
import type { ServiceResponse } from './response.ts';
import { rowWriter, selectList } from './json/rowWriter.ts';
import { writeItems } from './json/writeItems.ts';

/** A page of what changed since a delta link was given (Protocol 4.01, 11.3.3; JSON Format 4.01, 15.1). */
export async function deltaResponse(
  { type, query, page }: Result<'changes'>,
  context: RepresentContext,
): Promise<ServiceResponse> {
  const { json, format, address, meter, isHead } = context;
  const headers = { 'Content-Type': format.contentType };
  const link =
    page.skiptoken === undefined ? undefined : pageLink(json.serviceRoot, trackedAddress(address), page.skiptoken);
  if (isHead) {
    const rows = page.items.flatMap((item) => (item.kind === 'changed' ? [item] : []));
    await checkRows(query, rows, json, meter);
    return { status: 200, headers, body: '' };
  }
  const write = rowWriter(query, json, meter);
  const writeItem = (item: ChangedItem): string =>
    item.kind === 'changed' ? `{${write(item)}}` : jsonObject(...deletedMembers(type, item.reason, item.key, json));
  const items = await writeItems(page.items, writeItem, meter);
  const body = jsonObject(
    deltaContext(type, selectList(query), json),
    `"value":[${items}]`,
    nextLinkMember(link, json),
    deltaLinkMember(page.tracked, context),
  );
  return { status: 200, headers, body };
}
