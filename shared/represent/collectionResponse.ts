import { linkUrl } from '../bind/bound/linkUrl.ts';
import { qualifiedName } from '../bind/bound/qualifiedName.ts';
import type { Result, ResultPage, Tracked } from '../operations/contract/result.ts';
import { trackedAddress } from '../operations/read/trackedAddress.ts';
import { checkRows } from './json/checkRows.ts';
import { controlMember, jsonMembers } from './json/controlMember.ts';
import { countMember } from './json/countMember.ts';
import { entityPath } from './json/entityPath.ts';
import type { JsonOptions } from './json/jsonOptions.ts';
import { pageLink } from './pageLink.ts';
import type { RepresentContext } from './representContext.ts';
import type { ServiceResponse } from './response.ts';
import { rowWriter, selectList, type RowWriter } from './json/rowWriter.ts';
import { writeRows } from './json/writeRows.ts';
import type { EntityType } from '../edm/entityType.ts';

/** The link to the next page; empty on the last one. */
export function nextLinkMember(link: string | undefined, options: JsonOptions, property = ''): string {
  return link === undefined ? '' : controlMember('nextLink', JSON.stringify(link), options, property);
}

/** The annotation of the service that says up to when every change has been told; for those who ask for it by its name. */
const changesFrom = 'reports.changesFrom';

/**
 * The link to the changes from now on; empty unless they are tracked (JSON Format 4.01, 4.6.6). Before it, where the preference
 * include-annotations names it (Protocol 4.01, 8.2.8.4), the time from which on the link tells of changes.
 */
export function deltaLinkMember(tracked: Tracked | undefined, context: RepresentContext): string {
  if (tracked === undefined) return '';
  const { json, address, preferences } = context;
  const link = linkUrl(json.serviceRoot, trackedAddress(address), '$deltatoken', tracked.deltatoken);
  const isAsked = preferences.includeAnnotations?.split(',').includes(changesFrom) === true;
  return jsonMembers(
    isAsked ? `"@${changesFrom}":${JSON.stringify(new Date(tracked.since).toISOString())}` : '',
    controlMember('deltaLink', JSON.stringify(link), json),
  );
}

/** Writes entities as references (JSON Format 4.01, section 14). */
export function referenceWriter(type: EntityType, options: JsonOptions): RowWriter {
  return ({ stored }) =>
    stored === undefined
      ? ''
      : controlMember('id', JSON.stringify(options.serviceRoot + entityPath(type, stored.entity.id)), options);
}

/** A page as a JSON object (JSON Format 4.01, section 13); total and next link are written whatever the metadata. */
async function pageResponse(
  fragment: string,
  page: ResultPage,
  write: RowWriter,
  context: RepresentContext,
): Promise<ServiceResponse> {
  const { json, format, address, meter, isHead } = context;
  const link = page.skiptoken === undefined ? undefined : pageLink(json.serviceRoot, address, page.skiptoken);
  const headers = { 'Content-Type': format.contentType };
  if (isHead) return { status: 200, headers, body: '' };
  const url = JSON.stringify(`${json.serviceRoot}$metadata#${fragment}`);
  const before = jsonMembers(
    json.metadata === 'none' ? '' : controlMember('context', url, json),
    countMember(page.total, json),
    '"value":[',
  );
  const behind = jsonMembers(']', nextLinkMember(link, json), deltaLinkMember(page.tracked, context));
  const body = await writeRows(`{${before}`, page.rows, write, `${behind}}`, meter);
  return { status: 200, headers, body };
}

/** Entities of a set, or rows that `$apply` made of them. */
export async function collectionResponse(
  { type, query, page, isView = false }: Result<'collection'>,
  context: RepresentContext,
): Promise<ServiceResponse> {
  const { json, meter, isHead } = context;
  if (isHead) await checkRows(query, page.rows, json, meter);
  // What is in no set is told by its type (Protocol 4.01, 10.16).
  const fragment = isView ? `Collection(${qualifiedName(type.name)})` : type.name;
  return await pageResponse(fragment + selectList(query), page, rowWriter(query, json, meter), context);
}

/** References to the entities of a set. */
export async function referencesResponse(
  { type, page }: Result<'references'>,
  context: RepresentContext,
): Promise<ServiceResponse> {
  return await pageResponse('Collection($ref)', page, referenceWriter(type, context.json), context);
}
