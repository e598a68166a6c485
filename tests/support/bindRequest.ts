import { bindQuery } from '../../shared/bind/bindQuery.ts';
import { bindResource } from '../../shared/bind/bindResource.ts';
import type { BoundQuery } from '../../shared/bind/bound/boundQuery.ts';
import type { Resource } from '../../shared/bind/bound/resource.ts';
import { ODataError } from '../../shared/errors/odataError.ts';
import { parseQueryOptions } from '../../shared/url/query/parseQueryOptions.ts';
import { parseResourcePath } from '../../shared/url/path/parseResourcePath.ts';
import { sampleContext } from './evaluateExpression.ts';

/** Binds a URL below the service root against the sample type. */
export function bindUrl(
  url: string,
  context = sampleContext,
): { readonly resource: Resource; readonly query: BoundQuery } {
  const [path = '', query = ''] = url.split('?');
  const options = parseQueryOptions(query);
  const resource = bindResource(parseResourcePath(path), options, context);
  return { resource, query: bindQuery(options, resource, context) };
}

/** The error of a URL that cannot be bound. */
export function errorOf(url: string, context = sampleContext): ODataError {
  try {
    bindUrl(url, context);
  } catch (error) {
    if (error instanceof ODataError) return error;
    throw error;
  }
  throw new Error(`${url} was bound`);
}

/** Status, inner code and target of the error of a URL. */
export function failure(url: string, context = sampleContext): string {
  const { status, innerCode, target } = errorOf(url, context);
  return `${status} ${innerCode}${target === undefined ? '' : ` ${target}`}`;
}
