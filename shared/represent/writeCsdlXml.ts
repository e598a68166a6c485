import { namespaces, singleton } from '../bind/qualifiedName.ts';
import type { EntityType } from '../edm/entityType.ts';
import type { ODataVersion } from '../headers/negotiateVersions.ts';
import { csdlAnnotations, vocabularies } from './csdlAnnotations.ts';
import { csdlEntityTypes, type CsdlEntityType, type CsdlProperty } from './csdlEntityTypes.ts';
import { csdlFunctions, type CsdlFunction } from './csdlFunctions.ts';
import { containerName } from './containerPath.ts';
import { alias, csdlName } from './csdlName.ts';
import { csdlXmlAnnotation } from './csdlXmlAnnotation.ts';
import { xmlElement, xmlText, type XmlElement } from './xmlElement.ts';

function typeName({ type, isCollection }: CsdlProperty): string {
  return isCollection ? `Collection(${type})` : type;
}

function property(declared: CsdlProperty): XmlElement {
  return xmlElement('Property', {
    Name: declared.name,
    Type: typeName(declared),
    Nullable: declared.isNullable ? undefined : false,
    MaxLength: declared.maxLength,
  });
}

/** A collection-valued navigation property must not say whether it is nullable (CSDL XML 4.01, 8.3). */
function navigationProperty(declared: CsdlProperty): XmlElement {
  return xmlElement('NavigationProperty', { Name: declared.name, Type: typeName(declared) });
}

function entityType({ name, baseType, isAbstract, key, ...type }: CsdlEntityType): XmlElement {
  return xmlElement('EntityType', { Name: name, BaseType: baseType, Abstract: isAbstract }, [
    ...(key === undefined ? [] : [xmlElement('Key', {}, [xmlElement('PropertyRef', { Name: key })])]),
    ...type.properties.map(property),
    ...type.navigationProperties.map(navigationProperty),
  ]);
}

function boundFunction({ name, parameters, returnType, entitySetPath, isComposable }: CsdlFunction): XmlElement {
  const attributes = {
    Name: name,
    IsBound: true,
    IsComposable: isComposable || undefined,
    EntitySetPath: entitySetPath,
  };
  return xmlElement('Function', attributes, [
    ...parameters.map((parameter) =>
      xmlElement('Parameter', { Name: parameter.name, Type: parameter.type, Nullable: false }),
    ),
    xmlElement('ReturnType', { Type: returnType, Nullable: false }),
  ]);
}

function container(model: readonly EntityType[]): XmlElement {
  const bindings = model.map(({ name }) => xmlElement('NavigationPropertyBinding', { Path: name, Target: name }));
  return xmlElement('EntityContainer', { Name: containerName }, [
    ...model.map(({ name }) => xmlElement('EntitySet', { Name: name, EntityType: csdlName(name) })),
    xmlElement('Singleton', { Name: singleton.name, Type: csdlName(singleton.typeName) }, bindings),
  ]);
}

function annotations(model: readonly EntityType[]): readonly XmlElement[] {
  return [...csdlAnnotations(model)].flatMap(([target, terms]) => {
    const elements = [...terms].map(([term, value]) => csdlXmlAnnotation(term, value));
    return target === alias ? elements : [xmlElement('Annotations', { Target: target }, elements)];
  });
}

/**
 * The metadata document as CSDL XML 4.01. `version` is that of the answer it is sent in, which the document repeats
 * (CSDL XML 4.01, 3.1); nothing else depends on it.
 */
export function writeCsdlXml(model: readonly EntityType[], version: ODataVersion = '4.0'): string {
  const schema = { Namespace: namespaces[0], Alias: alias, xmlns: 'http://docs.oasis-open.org/odata/ns/edm' };
  const edmx = xmlElement('edmx:Edmx', { 'xmlns:edmx': 'http://docs.oasis-open.org/odata/ns/edmx', Version: version }, [
    ...vocabularies.map((vocabulary) =>
      xmlElement('edmx:Reference', { Uri: `${vocabulary.uri}.xml` }, [
        xmlElement('edmx:Include', { Namespace: vocabulary.namespace, Alias: vocabulary.alias }),
      ]),
    ),
    xmlElement('edmx:DataServices', {}, [
      xmlElement('Schema', schema, [
        ...csdlEntityTypes(model).map(entityType),
        ...csdlFunctions(model).map(boundFunction),
        container(model),
        ...annotations(model),
      ]),
    ]),
  ]);
  return `<?xml version="1.0" encoding="utf-8"?>\n${xmlText(edmx)}`;
}
