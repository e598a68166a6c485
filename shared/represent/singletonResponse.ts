import { singleton, singletonSets } from '../bind/bound/qualifiedName.ts';
import type { ExpandedSet, Result } from '../operations/contract/result.ts';
import { checkRows } from './json/checkRows.ts';
import { nextLinkMember, referenceWriter } from './collectionResponse.ts';
import { controlMember, jsonObject } from './json/controlMember.ts';
import { countMember } from './json/countMember.ts';
import { pageLink } from './pageLink.ts';
import type { RepresentContext } from './representContext.ts';
import type { ServiceResponse } from './response.ts';
import { rowWriter, selectList } from './json/rowWriter.ts';
import { writeItems } from './json/writeItems.ts';
import { writeRow } from './json/writeRow.ts';

/** One expanded entity set: its total, its rows, and the link to more (JSON Format 4.01, section 8.3). */
async function expandedMembers(
  { item, page }: ExpandedSet,
  { json, meter, isHead, address }: RepresentContext,
): Promise<readonly string[]> {
  const { name } = item.type;
  if (item.form === 'count') return isHead ? [] : [countMember(page.total, json, name)];
  const own = address.isHidden === true ? { ...item.address, isHidden: address.isHidden } : item.address;
  const link = page.skiptoken === undefined ? undefined : pageLink(json.serviceRoot, own, page.skiptoken);
  if (isHead) {
    if (item.form === 'entities') await checkRows(item.query, page.rows, json, meter);
    return [];
  }
  const write = item.form === 'references' ? referenceWriter(item.type, json) : rowWriter(item.query, json, meter);
  const items = await writeItems(page.rows, (row) => `{${write(row)}}`, meter);
  return [countMember(page.total, json, name), `"${name}":[${items}]`, nextLinkMember(link, json, name)];
}

/** The list in the context URL: what was selected, and what was expanded with its own list (Protocol 4.01, 10.7 to 10.9). */
function contextList({ query, expanded }: Result<'singleton'>): string {
  const { select = [] } = query;
  const selected = select.map((item) => (item.kind === 'column' ? item.column.name : item.name));
  const entities = expanded
    .filter(({ item }) => item.form === 'entities')
    .map(({ item }) => `${item.type.name}${selectList(item.query) || '()'}`);
  const list = [...selected, ...entities];
  return list.length === 0 ? '' : `(${list.join(',')})`;
}

/** The singleton with what was computed and expanded (JSON Format 4.01, sections 6 and 8). */
export async function singletonResponse(
  result: Result<'singleton'>,
  context: RepresentContext,
): Promise<ServiceResponse> {
  const { json, format, model, meter, isHead } = context;
  const headers = { 'Content-Type': format.contentType };
  const text = (value: string): string => JSON.stringify(value);
  const expanded: string[] = [];
  for (const set of result.expanded) expanded.push(...(await expandedMembers(set, context)));
  if (isHead) {
    await checkRows(result.query, [result], json, meter);
    return { status: 200, headers, body: '' };
  }
  const url = `${json.serviceRoot}$metadata#${singleton.name}${contextList(result)}`;
  const full = json.metadata === 'full';
  const body = jsonObject(
    json.metadata === 'none' ? '' : controlMember('context', text(url), json),
    ...(full ? [controlMember('type', text(`#microsoft.graph.${singleton.typeName}`), json)] : []),
    ...(full ? [controlMember('id', text(json.serviceRoot + singleton.name), json)] : []),
    ...(full
      ? singletonSets(model).map(({ name }) =>
          controlMember('navigationLink', text(`${singleton.name}/${name}`), json, name),
        )
      : []),
    await writeRow({ row: result.row }, rowWriter(result.query, json, meter), meter),
    ...expanded,
  );
  return { status: 200, headers, body };
}
