import type { Resource } from '../../bind/bound/resource.ts';
import { selectItems, type SelectedItems } from '../../bind/bound/selectItems.ts';
import type { EdmPrimitive } from '../../edm/edmValue.ts';
import type { BoundQuery } from '../../bind/bound/boundQuery.ts';
import type { Meter } from '../../expression/cost/meter.ts';
import type { FoundEntity } from '../contract/foundEntity.ts';
import type { Operation } from '../contract/operation.ts';
import { readFound, unchanged } from './readEntity.ts';

type PropertyResource = Extract<Resource, { readonly kind: 'property' }>;
type PropertyValueResource = Extract<Resource, { readonly kind: 'propertyValue' }>;
type PropertyCountResource = Extract<Resource, { readonly kind: 'propertyCount' }>;

/** What the options leave of a collection; undefined for a single value. */
async function itemsOf(
  { entity }: FoundEntity,
  name: string,
  { items }: BoundQuery,
  meter: Meter,
): Promise<SelectedItems<EdmPrimitive> | undefined> {
  const value = entity[name];
  if (items === undefined || !Array.isArray(value)) return undefined;
  const select = selectItems<EdmPrimitive>(items, meter);
  return await meter.run((all: readonly EdmPrimitive[]) => select(all, entity), value as readonly string[]);
}

/** GET of a property (Protocol 4.01, 11.2.4). */
export const readProperty: Operation<PropertyResource> = async ({ resource, query, conditions }, context) => {
  const { type, name } = resource;
  const found = await readFound(resource, context);
  const stored = unchanged(conditions, found);
  if (stored !== undefined) return { kind: 'notModified', stored };
  const items = await itemsOf(found, name, query, context.scope.meter);
  return { kind: 'property', type, found, name, ...(items !== undefined && { items }) };
};

/** GET of the raw value of a property (Protocol 4.01, 11.2.4.1). */
export const readPropertyValue: Operation<PropertyValueResource> = async ({ resource, conditions }, context) => {
  const { type, name } = resource;
  const found = await readFound(resource, context);
  const stored = unchanged(conditions, found);
  return stored === undefined ? { kind: 'propertyValue', type, found, name } : { kind: 'notModified', stored };
};

/** GET of the number of items of a collection (Protocol 4.01, 11.2.10). */
export const countPropertyItems: Operation<PropertyCountResource> = async ({ resource, query }, context) => {
  const { name } = resource;
  const found = await readFound(resource, context);
  const value = found.entity[name];
  const chosen = await itemsOf(found, name, query, context.scope.meter);
  const items = chosen?.items ?? (Array.isArray(value) ? value : []);
  return { kind: 'count', total: items.length };
};
