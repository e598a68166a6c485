import type { Resource } from '../../bind/bound/resource.ts';
import { countRows } from './countEntities.ts';
import type { Operation } from '../contract/operation.ts';
import { readReportQuery } from './readReportQuery.ts';
import { pageAnchor, readRows } from './readRows.ts';
import { streamRows } from './streamRows.ts';

type Report = Extract<Resource, { readonly kind: 'reportFunction' }>;
type ReportReferences = Extract<Resource, { readonly kind: 'reportFunctionReferences' }>;
type ReportCount = Extract<Resource, { readonly kind: 'reportFunctionCount' }>;

/** GET of a report function of Microsoft Graph: as CSV the whole report, as JSON in pages (Protocol 4.01, 11.5.4). */
export const readReport: Operation<Report> = async (request, context) => {
  const { resource, address, preferences, format } = request;
  const { type } = resource;
  const anchor = pageAnchor(context, request.query, address);
  const { query, refreshDate } = await readReportQuery(context, { ...resource, query: request.query, anchor });
  if (format.name === 'csv') {
    const { period, date = refreshDate } = resource.arguments;
    const name = [type.name, period, date].filter((part) => part !== undefined).join('_');
    return { kind: 'csv', type, query, name, pieces: await streamRows(context, type, query) };
  }
  const options = { address, maxpagesize: preferences.maxpagesize, anchor: refreshDate };
  return { kind: 'collection', type, query, page: await readRows(context, type, query, options) };
};

/** GET of `/$ref` behind a report function: references to its rows (Protocol 4.01, 11.2.8). */
export const readReportReferences: Operation<ReportReferences> = async (request, context) => {
  const { resource, address, preferences } = request;
  const { type } = resource;
  const anchor = pageAnchor(context, request.query, address);
  const { query, refreshDate } = await readReportQuery(context, { ...resource, query: request.query, anchor });
  const options = { address, maxpagesize: preferences.maxpagesize, anchor: refreshDate };
  return { kind: 'references', type, page: await readRows(context, type, query, options) };
};

/** GET of `/$count` behind a report function: the number of its rows. */
export const readReportCount: Operation<ReportCount> = async ({ resource, query: given }, context) => {
  const { query } = await readReportQuery(context, { ...resource, query: given });
  return { kind: 'count', total: await countRows(context, resource.type, query) };
};
