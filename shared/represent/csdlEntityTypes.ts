import { baseTypeName, singleton } from '../bind/qualifiedName.ts';
import { maxKeyLength } from '../edm/entityKey.ts';
import type { EntityType, Property } from '../edm/entityType.ts';
import { defaultMaxLength } from '../edm/stringType.ts';
import { csdlName } from './csdlName.ts';

/** A structural or navigation property (CSDL 4.01, sections 7 and 8). */
export interface CsdlProperty {
  readonly name: string;
  /** Qualified name of the type, of the items of a collection. */
  readonly type: string;
  readonly isCollection: boolean;
  /** Whether the value, or an item of the collection, may be null. */
  readonly isNullable: boolean;
  readonly maxLength?: number;
}

/** An entity type (CSDL 4.01, section 6); all of them are closed. */
export interface CsdlEntityType {
  readonly name: string;
  readonly baseType?: string;
  readonly isAbstract?: true;
  readonly key?: string;
  readonly properties: readonly CsdlProperty[];
  readonly navigationProperties: readonly CsdlProperty[];
}

const key = 'id';

/** The abstract type that declares the key, as in Microsoft Graph's metadata. */
const baseType: CsdlEntityType = {
  name: baseTypeName,
  isAbstract: true,
  key,
  properties: [{ name: key, type: 'Edm.String', isCollection: false, isNullable: false, maxLength: maxKeyLength }],
  navigationProperties: [],
};

function csdlProperty(name: string, { type, collection, maxLength = defaultMaxLength }: Property): CsdlProperty {
  const facets = type === 'Edm.String' ? { maxLength } : {};
  return { name, type, isCollection: collection === true, isNullable: collection !== true, ...facets };
}

function declaredType({ name, properties }: EntityType): CsdlEntityType {
  return {
    name,
    baseType: csdlName(baseTypeName),
    properties: Object.entries(properties).map(([property, declaration]) => csdlProperty(property, declaration)),
    navigationProperties: [],
  };
}

/** The type of the singleton: it has no key and nothing but the ways to the entity sets. */
function singletonType(model: readonly EntityType[]): CsdlEntityType {
  const navigationProperties = model.map(({ name }) => ({
    name,
    type: csdlName(name),
    isCollection: true,
    isNullable: false,
  }));
  return { name: singleton.typeName, properties: [], navigationProperties };
}

/** The entity types of the metadata: the base type, the declared types in documented order, the singleton's type. */
export function csdlEntityTypes(model: readonly EntityType[]): readonly CsdlEntityType[] {
  return [baseType, ...model.map(declaredType), singletonType(model)];
}
