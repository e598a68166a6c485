import { namespaces, singleton } from '../bind/qualifiedName.ts';
import type { EntityType } from '../edm/entityType.ts';
import type { AnnotationValue } from './csdlAnnotation.ts';
import { csdlAnnotations, vocabularies } from './csdlAnnotations.ts';
import { csdlEntityTypes, type CsdlEntityType, type CsdlProperty } from './csdlEntityTypes.ts';
import { csdlFunctions, type CsdlFunction } from './csdlFunctions.ts';
import { containerName } from './containerPath.ts';
import { alias, csdlName } from './csdlName.ts';

type Json = Readonly<Record<string, unknown>>;

function property({ type, isCollection, isNullable, maxLength }: CsdlProperty): Json {
  return {
    ...(type === 'Edm.String' ? {} : { $Type: type }),
    ...(isCollection && { $Collection: true }),
    ...(isNullable && { $Nullable: true }),
    ...(maxLength !== undefined && { $MaxLength: maxLength }),
  };
}

function navigationProperty({ type }: CsdlProperty): Json {
  return { $Kind: 'NavigationProperty', $Collection: true, $Type: type };
}

function entityType({ baseType, isAbstract, key, ...type }: CsdlEntityType): Json {
  return {
    $Kind: 'EntityType',
    ...(isAbstract && { $Abstract: true }),
    ...(baseType !== undefined && { $BaseType: baseType }),
    ...(key !== undefined && { $Key: [key] }),
    ...Object.fromEntries(type.properties.map((declared) => [declared.name, property(declared)])),
    ...Object.fromEntries(type.navigationProperties.map((declared) => [declared.name, navigationProperty(declared)])),
  };
}

/** The type of a parameter or return value; Edm.String is the default and not written. */
function typeOf(type: string): Json {
  const [, item] = /^Collection\((.*)\)$/.exec(type) ?? [];
  if (item !== undefined) return { $Collection: true, $Type: item };
  return type === 'Edm.String' ? {} : { $Type: type };
}

function boundFunction({ parameters, returnType, entitySetPath, isComposable }: CsdlFunction): Json {
  return {
    $Kind: 'Function',
    $IsBound: true,
    ...(isComposable && { $IsComposable: true }),
    $EntitySetPath: entitySetPath,
    $Parameter: parameters.map(({ name, type }) => ({ $Name: name, ...typeOf(type) })),
    $ReturnType: typeOf(returnType),
  };
}

/** All overloads of a function are one array under its name (CSDL JSON 4.01, 12.1). */
function functions(model: readonly EntityType[]): Json {
  const overloads: Record<string, Json[]> = {};
  for (const declared of csdlFunctions(model)) (overloads[declared.name] ??= []).push(boundFunction(declared));
  return overloads;
}

function container(model: readonly EntityType[]): Json {
  const bindings = Object.fromEntries(model.map(({ name }) => [name, name]));
  return {
    $Kind: 'EntityContainer',
    ...Object.fromEntries(model.map(({ name }) => [name, { $Collection: true, $Type: csdlName(name) }])),
    [singleton.name]: { $Type: csdlName(singleton.typeName), $NavigationPropertyBinding: bindings },
  };
}

/** A value as CSDL JSON has it: the type of the term tells what a string means (CSDL JSON 4.01, 14.3 and 14.4). */
function annotationValue(value: AnnotationValue): unknown {
  if (typeof value !== 'object') return value;
  if ('enumType' in value) return value.members.join(',');
  if ('propertyPath' in value) return value.propertyPath;
  if ('navigationPropertyPath' in value) return value.navigationPropertyPath;
  if ('record' in value) {
    return Object.fromEntries(Object.entries(value.record).map(([name, member]) => [name, annotationValue(member)]));
  }
  return value.map(annotationValue);
}

/** The metadata document as CSDL JSON 4.01; it exists in that version only. */
export function writeCsdlJson(model: readonly EntityType[]): string {
  const annotations = [...csdlAnnotations(model)].map(
    ([target, terms]) =>
      [target, Object.fromEntries([...terms].map(([term, value]) => [`@${term}`, annotationValue(value)]))] as const,
  );
  const targets = Object.fromEntries(annotations.filter(([target]) => target !== alias));
  const ofSchema = Object.fromEntries(annotations.filter(([target]) => target === alias))[alias];
  const types = csdlEntityTypes(model).map((declared) => [declared.name, entityType(declared)] as const);
  return JSON.stringify({
    $Version: '4.01',
    $Reference: Object.fromEntries(
      vocabularies.map(({ uri, namespace, alias: short }) => [
        `${uri}.json`,
        { $Include: [{ $Namespace: namespace, $Alias: short }] },
      ]),
    ),
    $EntityContainer: `${namespaces[0] ?? ''}.${containerName}`,
    [namespaces[0] ?? '']: {
      $Alias: alias,
      ...ofSchema,
      ...Object.fromEntries(types),
      ...functions(model),
      [containerName]: container(model),
      $Annotations: targets,
    },
  });
}
