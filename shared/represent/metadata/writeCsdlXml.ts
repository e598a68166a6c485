import { qualifiedName, singleton, singletonSets } from '../../bind/bound/qualifiedName.ts';
import type { EntityType } from '../../edm/entityType.ts';
import { namespace } from '../../edm/namespace.ts';
import type { ODataVersion } from '../../headers/negotiateVersions.ts';
import { csdlAnnotations, vocabularies } from './csdlAnnotations.ts';
import { csdlEntityTypes, type CsdlEntityType, type CsdlProperty } from './csdlEntityTypes.ts';
import { csdlFunctions, overloadPath, type CsdlFunction } from './csdlFunctions.ts';
import { csdlTerms, termNamespace } from './csdlTerms.ts';
import { containerName, containerPath } from './containerPath.ts';
import { csdlXmlAnnotation } from './csdlXmlAnnotation.ts';
import { xmlElement, xmlText, type XmlElement } from './xmlElement.ts';

/** XML namespace of everything in a schema. */
const edm = 'http://docs.oasis-open.org/odata/ns/edm';

/** The annotations of the element a path leads to. */
type Notes = (path: string) => readonly XmlElement[];

function typeName({ type, isCollection }: CsdlProperty): string {
  return isCollection ? `Collection(${type})` : type;
}

function property(declared: CsdlProperty, annotations: readonly XmlElement[]): XmlElement {
  const attributes = {
    Name: declared.name,
    Type: typeName(declared),
    Nullable: declared.isNullable ? undefined : false,
    MaxLength: declared.maxLength,
    Precision: declared.precision,
  };
  return xmlElement('Property', attributes, annotations);
}

/** A collection-valued navigation property must not say whether it is nullable (CSDL XML 4.01, 8.3). */
function navigationProperty(declared: CsdlProperty): XmlElement {
  return xmlElement('NavigationProperty', { Name: declared.name, Type: typeName(declared) });
}

function entityType({ name, baseType, isAbstract, key, ...type }: CsdlEntityType, notes: Notes): XmlElement {
  const path = qualifiedName(name);
  return xmlElement('EntityType', { Name: name, BaseType: baseType, Abstract: isAbstract }, [
    ...(key === undefined ? [] : [xmlElement('Key', {}, [xmlElement('PropertyRef', { Name: key })])]),
    ...type.properties.map((declared) => property(declared, notes(`${path}/${declared.name}`))),
    ...type.navigationProperties.map(navigationProperty),
    ...notes(path),
  ]);
}

function boundFunction(overload: CsdlFunction, notes: Notes): XmlElement {
  const { name, parameters, returnType, entitySetPath, isComposable } = overload;
  const path = overloadPath(overload);
  const attributes = {
    Name: name,
    IsBound: true,
    IsComposable: isComposable || undefined,
    EntitySetPath: entitySetPath,
  };
  return xmlElement('Function', attributes, [
    ...parameters.map((parameter) =>
      xmlElement(
        'Parameter',
        { Name: parameter.name, Type: parameter.type, Nullable: false },
        notes(`${path}/${parameter.name}`),
      ),
    ),
    // Of a collection of entities it must not say whether it is nullable (CSDL XML 4.01, 12.8).
    xmlElement('ReturnType', { Type: returnType }),
    ...notes(path),
  ]);
}

function container(model: readonly EntityType[], notes: Notes): XmlElement {
  const bindings = singletonSets(model).map(({ name }) =>
    xmlElement('NavigationPropertyBinding', { Path: name, Target: name }),
  );
  const { name, typeName: type } = singleton;
  return xmlElement('EntityContainer', { Name: containerName }, [
    ...model.map((set) =>
      xmlElement('EntitySet', { Name: set.name, EntityType: qualifiedName(set.name) }, notes(containerPath(set.name))),
    ),
    xmlElement('Singleton', { Name: name, Type: qualifiedName(type) }, [...bindings, ...notes(containerPath(name))]),
    ...notes(containerPath()),
  ]);
}

/** The schema of the terms; a second one, so that nothing but a report has a name of Microsoft Graph. */
function ownTerms(notes: Notes): XmlElement {
  return xmlElement(
    'Schema',
    { Namespace: termNamespace, xmlns: edm },
    csdlTerms.map(({ name, appliesTo }) =>
      xmlElement(
        'Term',
        { Name: name, Type: 'Edm.String', Nullable: false, AppliesTo: appliesTo.join(' ') || undefined },
        notes(`${termNamespace}.${name}`),
      ),
    ),
  );
}

/**
 * The metadata document as CSDL XML 4.01, each annotation inside the element it is about and every name in full: many
 * clients read neither `Annotations` elsewhere nor an alias. `version` is that of the answer it is sent in, which the
 * document repeats (CSDL XML 4.01, 3.1); nothing else depends on it.
 */
export function writeCsdlXml(model: readonly EntityType[], version: ODataVersion = '4.0'): string {
  const annotations = csdlAnnotations(model);
  const notes: Notes = (path) =>
    [...(annotations.get(path) ?? [])].map(([term, value]) => csdlXmlAnnotation(term, value));
  const schema = { Namespace: namespace, xmlns: edm };
  const edmx = xmlElement('edmx:Edmx', { 'xmlns:edmx': 'http://docs.oasis-open.org/odata/ns/edmx', Version: version }, [
    ...vocabularies.map((vocabulary) =>
      xmlElement('edmx:Reference', { Uri: `${vocabulary.uri}.xml` }, [
        xmlElement('edmx:Include', { Namespace: vocabulary.namespace, Alias: vocabulary.alias }),
      ]),
    ),
    xmlElement('edmx:DataServices', {}, [
      xmlElement('Schema', schema, [
        ...csdlEntityTypes(model).map((type) => entityType(type, notes)),
        ...csdlFunctions(model).map((overload) => boundFunction(overload, notes)),
        container(model, notes),
        ...notes(namespace),
      ]),
      ownTerms(notes),
    ]),
  ]);
  return `<?xml version="1.0" encoding="utf-8"?>\n${xmlText(edmx)}`;
}
