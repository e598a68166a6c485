import { baseTypeName, qualifiedName, singleton, singletonSets } from '../../bind/bound/qualifiedName.ts';
import { maxKeyLength } from '../../edm/entityKey.ts';
import type { PropertyTypeName } from '../../edm/edmValue.ts';
import type { EntityType, Property } from '../../edm/entityType.ts';
import { defaultMaxLength } from '../../edm/stringType.ts';

/** A structural or navigation property (CSDL 4.01, sections 7 and 8). */
export interface CsdlProperty {
  readonly name: string;
  /** Qualified name of the type, of the items of a collection. */
  readonly type: string;
  readonly isCollection: boolean;
  /** Whether the value, or an item of the collection, may be null. */
  readonly isNullable: boolean;
  readonly maxLength?: number;
  /** Digits of a fraction of a second. */
  readonly precision?: number;
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

/** What all entities have in Microsoft Graph's metadata: here a name alone, for many clients read no base types. */
const baseType: CsdlEntityType = { name: baseTypeName, isAbstract: true, properties: [], navigationProperties: [] };

const key: CsdlProperty = {
  name: 'id',
  type: 'Edm.String',
  isCollection: false,
  isNullable: false,
  maxLength: maxKeyLength,
};

/** What each type but the base type begins with. */
const keyed = { baseType: qualifiedName(baseTypeName), key: key.name } as const;

/** What has fractions of a second has twelve digits of them, the most there may be (CSDL XML 4.01, 7.2.3). */
const fractionDigits = 12;
const timed: ReadonlySet<PropertyTypeName> = new Set(['Edm.DateTimeOffset', 'Edm.Duration']);

function csdlProperty(name: string, { type, collection, maxLength = defaultMaxLength }: Property): CsdlProperty {
  const facets = type === 'Edm.String' ? { maxLength } : timed.has(type) ? { precision: fractionDigits } : {};
  return { name, type, isCollection: collection === true, isNullable: collection !== true, ...facets };
}

function declaredType({ name, properties }: EntityType): CsdlEntityType {
  const declared = Object.entries(properties).map(([property, declaration]) => csdlProperty(property, declaration));
  return { name, ...keyed, properties: [key, ...declared], navigationProperties: [] };
}

/** The type of the singleton: nothing but the key and the ways to the entity sets. */
function singletonType(model: readonly EntityType[]): CsdlEntityType {
  const navigationProperties = singletonSets(model).map(({ name }) => ({
    name,
    type: qualifiedName(name),
    isCollection: true,
    isNullable: false,
  }));
  return { name: singleton.typeName, ...keyed, properties: [key], navigationProperties };
}

/** The entity types of the metadata: the base type, the declared types in documented order, the singleton's type. */
export function csdlEntityTypes(model: readonly EntityType[]): readonly CsdlEntityType[] {
  return [baseType, ...model.map(declaredType), singletonType(model)];
}
