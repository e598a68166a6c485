import { qualifiedName, singleton, singletonSets } from '../../bind/bound/qualifiedName.ts';
import type { EntityType } from '../../edm/entityType.ts';
import { namespace } from '../../edm/namespace.ts';
import type { AnnotationValue } from './csdlAnnotation.ts';
import { csdlAnnotations, vocabularies } from './csdlAnnotations.ts';
import { csdlEntityTypes, type CsdlEntityType, type CsdlProperty } from './csdlEntityTypes.ts';
import { csdlFunctions, overloadPath, type CsdlFunction } from './csdlFunctions.ts';
import { csdlTerms, termNamespace } from './csdlTerms.ts';
import { containerName, containerPath } from './containerPath.ts';

type Json = Readonly<Record<string, unknown>>;
/** The annotations of the element a path leads to, as members of its object. */
type Notes = (path: string) => Json;

function property({ type, isCollection, isNullable, maxLength, precision }: CsdlProperty): Json {
  return {
    ...(type === 'Edm.String' ? {} : { $Type: type }),
    ...(isCollection && { $Collection: true }),
    ...(isNullable && { $Nullable: true }),
    ...(maxLength !== undefined && { $MaxLength: maxLength }),
    ...(precision !== undefined && { $Precision: precision }),
  };
}

function navigationProperty({ type }: CsdlProperty): Json {
  return { $Kind: 'NavigationProperty', $Collection: true, $Type: type };
}

function entityType({ name: typeName, baseType, isAbstract, key, ...type }: CsdlEntityType, notes: Notes): Json {
  const path = qualifiedName(typeName);
  return {
    $Kind: 'EntityType',
    ...(isAbstract && { $Abstract: true }),
    ...(baseType !== undefined && { $BaseType: baseType }),
    ...(key !== undefined && { $Key: [key] }),
    ...Object.fromEntries(
      type.properties.map((declared) => {
        const { name } = declared;
        return [name, { ...property(declared), ...notes(`${path}/${name}`) }];
      }),
    ),
    ...Object.fromEntries(type.navigationProperties.map((declared) => [declared.name, navigationProperty(declared)])),
    ...notes(path),
  };
}

/** The type of a parameter or return value; Edm.String is the default and not written. */
function typeOf(type: string): Json {
  const [, item] = /^Collection\((.*)\)$/.exec(type) ?? [];
  if (item !== undefined) return { $Collection: true, $Type: item };
  return type === 'Edm.String' ? {} : { $Type: type };
}

function boundFunction(overload: CsdlFunction, notes: Notes): Json {
  const { parameters, returnType, entitySetPath, isComposable } = overload;
  const path = overloadPath(overload);
  return {
    $Kind: 'Function',
    $IsBound: true,
    ...(isComposable && { $IsComposable: true }),
    ...(entitySetPath !== undefined && { $EntitySetPath: entitySetPath }),
    $Parameter: parameters.map(({ name, type }) => ({ $Name: name, ...typeOf(type), ...notes(`${path}/${name}`) })),
    $ReturnType: typeOf(returnType),
    ...notes(path),
  };
}

/** All overloads of a function are one array under its name (CSDL JSON 4.01, 12.1). */
function functions(model: readonly EntityType[], notes: Notes): Json {
  const overloads: Record<string, Json[]> = {};
  for (const declared of csdlFunctions(model)) (overloads[declared.name] ??= []).push(boundFunction(declared, notes));
  return overloads;
}

function container(model: readonly EntityType[], notes: Notes): Json {
  const bindings = Object.fromEntries(singletonSets(model).map(({ name }) => [name, name]));
  const sets = model.map(({ name }) => {
    const set = { $Collection: true, $Type: qualifiedName(name), ...notes(containerPath(name)) };
    return [name, set] as const;
  });
  return {
    $Kind: 'EntityContainer',
    ...Object.fromEntries(sets),
    [singleton.name]: {
      $Type: qualifiedName(singleton.typeName),
      $NavigationPropertyBinding: bindings,
      ...notes(containerPath(singleton.name)),
    },
    ...notes(containerPath()),
  };
}

/** The schema of the terms (CSDL JSON 4.01, 14.1); Edm.String goes without saying. */
function ownTerms(notes: Notes): Json {
  return Object.fromEntries(
    csdlTerms.map(({ name, appliesTo }) => [
      name,
      {
        $Kind: 'Term',
        ...(appliesTo.length > 0 && { $AppliesTo: appliesTo }),
        ...notes(`${termNamespace}.${name}`),
      },
    ]),
  );
}

/** A value as CSDL JSON has it: the type of the term tells what a string means (CSDL JSON 4.01, 14.3 and 14.4). */
function annotationValue(value: AnnotationValue): unknown {
  if (typeof value !== 'object') return value;
  if ('enumType' in value) return value.members.join(',');
  if ('propertyPath' in value) return value.propertyPath;
  if ('record' in value) {
    return Object.fromEntries(Object.entries(value.record).map(([name, member]) => [name, annotationValue(member)]));
  }
  return value.map(annotationValue);
}

/** The metadata document as CSDL JSON 4.01; it exists in that version only. */
export function writeCsdlJson(model: readonly EntityType[]): string {
  const annotations = csdlAnnotations(model);
  const notes: Notes = (path) =>
    Object.fromEntries([...(annotations.get(path) ?? [])].map(([term, value]) => [`@${term}`, annotationValue(value)]));
  const types = csdlEntityTypes(model).map((declared) => [declared.name, entityType(declared, notes)] as const);
  return JSON.stringify({
    $Version: '4.01',
    $Reference: Object.fromEntries(
      vocabularies.map((vocabulary) => [
        `${vocabulary.uri}.json`,
        { $Include: [{ $Namespace: vocabulary.namespace, $Alias: vocabulary.alias }] },
      ]),
    ),
    $EntityContainer: containerPath(),
    [namespace]: {
      ...notes(namespace),
      ...Object.fromEntries(types),
      ...functions(model, notes),
      [containerName]: container(model, notes),
    },
    [termNamespace]: ownTerms(notes),
  });
}
