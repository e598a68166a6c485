import type { Resource } from '../../bind/bound/resource.ts';
import { countRows } from '../rows/countRows.ts';
import type { BoundRequest, Operation } from '../contract/operation.ts';
import { pageAnchor, pagePart, type PagePart } from '../rows/pagePart.ts';
import { readRows } from '../rows/readRows.ts';
import { streamRows } from '../rows/streamRows.ts';
import { isSeries, readReportRows } from './readReportRows.ts';
import type { WantedRows } from './seriesPart.ts';

type Report = Extract<Resource, { readonly kind: 'reportFunction' }>;
type ReportReferences = Extract<Resource, { readonly kind: 'reportFunctionReferences' }>;
type ReportCount = Extract<Resource, { readonly kind: 'reportFunctionCount' }>;

/** The rows of a series that an answer shows; undefined for other reports, which are no view. */
function wantedRows(
  { query, format }: BoundRequest,
  { type }: Report,
  { after, skip, limit, state }: PagePart,
): WantedRows | undefined {
  if (!isSeries(type)) return undefined;
  if (format.name === 'csv')
    return { after: undefined, skip: query.skip ?? 0, limit: query.top ?? Infinity, isCounted: false };
  return { after, skip, limit, isCounted: query.count === true && state?.total === undefined };
}

/** GET of a report function of Microsoft Graph: as CSV the whole report, as JSON in pages (Protocol 4.01, 11.5.4). */
export const readReport: Operation<Report> = async (request, context) => {
  const { resource, address, preferences, format } = request;
  const { type } = resource;
  const part = pagePart(context, request.query, { address, maxpagesize: preferences.maxpagesize });
  const page = wantedRows(request, resource, part);
  const found = await readReportRows(context, { ...resource, query: request.query, anchor: part.state?.anchor, page });
  const { query, view, refreshDate, anchor } = found;
  if (format.name === 'csv') {
    const { period, date = refreshDate } = resource.arguments;
    const name = [type.name, period, date].filter((part) => part !== undefined).join('_');
    return { kind: 'csv', type, query, name, pieces: streamRows(context, type, query, view) };
  }
  const rows = await readRows(context, type, query, { address, maxpagesize: preferences.maxpagesize, anchor, view });
  return { kind: 'collection', type, query, page: rows, isView: view !== undefined };
};

/** GET of `/$ref` behind a report function: references to its rows, as far as they have ids (Protocol 4.01, 11.2.8). */
export const readReportReferences: Operation<ReportReferences> = async (request, context) => {
  const { resource, address, preferences } = request;
  const { type } = resource;
  const given = pageAnchor(context, request.query, address);
  const { query, anchor } = await readReportRows(context, { ...resource, query: request.query, anchor: given });
  const page = await readRows(context, type, query, { address, maxpagesize: preferences.maxpagesize, anchor });
  return { kind: 'references', type, page };
};

/** GET of `/$count` behind a report function: the number of its rows. */
export const readReportCount: Operation<ReportCount> = async ({ resource, query: given }, context) => {
  const { query, view } = await readReportRows(context, { ...resource, query: given });
  return { kind: 'count', total: await countRows(context, resource.type, query, view) };
};
