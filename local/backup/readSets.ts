import { namespace } from '../../shared/edm/namespace.ts';
import { isJsonObject, type JsonValue } from '../../shared/json/jsonValue.ts';
import type { Service } from '../import/service.ts';
import { askService } from './askService.ts';

/** The types of the properties of a set, by name. */
export type SetProperties = Readonly<Record<string, string>>;

function typeOf(property: JsonValue): string | undefined {
  if (!isJsonObject(property) || property['$Kind'] !== undefined) return undefined;
  const type = typeof property['$Type'] === 'string' ? property['$Type'] : 'Edm.String';
  return property['$Collection'] === true ? `Collection(${type})` : type;
}

/** The entity sets of a service with their properties, as its metadata declares them (CSDL JSON 4.01, 6 to 7). */
export async function readSets(service: Service): Promise<ReadonlyMap<string, SetProperties>> {
  const path = '/$metadata?$format=application/json';
  const metadata = await askService(service, path, { 'OData-MaxVersion': '4.01' });
  const schema = metadata[namespace];
  if (!isJsonObject(schema)) throw new Error(`The metadata of ${service.root} has no schema ${namespace}.`);
  const containers = Object.values(schema).filter(isJsonObject);
  const container = containers.find((each) => each['$Kind'] === 'EntityContainer') ?? {};
  const sets = new Map<string, SetProperties>();
  for (const [name, set] of Object.entries(container)) {
    if (!isJsonObject(set) || set['$Collection'] !== true || typeof set['$Type'] !== 'string') continue;
    const type = schema[set['$Type'].slice(namespace.length + 1)];
    if (!isJsonObject(type)) continue;
    const properties = Object.entries(type).flatMap(([property, declared]) => {
      const found = property.startsWith('$') || property.startsWith('@') ? undefined : typeOf(declared);
      return found === undefined ? [] : [[property, found] as const];
    });
    sets.set(name, Object.fromEntries(properties));
  }
  return sets;
}
