import capabilities from '@sap-ux/odata-vocabularies/dist/resources/Org.OData.Capabilities.V1';
import common from '@sap-ux/odata-vocabularies/dist/resources/com.sap.vocabularies.Common.v1';
import core from '@sap-ux/odata-vocabularies/dist/resources/Org.OData.Core.V1';
import measures from '@sap-ux/odata-vocabularies/dist/resources/Org.OData.Measures.V1';
import validation from '@sap-ux/odata-vocabularies/dist/resources/Org.OData.Validation.V1';
import type { AnnotationValue } from '../../shared/represent/metadata/csdlAnnotation.ts';
import { csdlTerms, termNamespace } from '../../shared/represent/metadata/csdlTerms.ts';

/** A term, type or property of a vocabulary in CSDL JSON, as far as it is looked at. */
interface Element {
  readonly $Kind?: string;
  readonly $Type?: string;
  readonly $Collection?: boolean;
  readonly $AppliesTo?: readonly string[];
  readonly $BaseType?: string;
  readonly $UnderlyingType?: string;
  readonly $IsFlags?: boolean;
  readonly [name: string]: unknown;
}

const vocabularies = {
  'Org.OData.Core.V1': core,
  'Org.OData.Capabilities.V1': capabilities,
  'Org.OData.Validation.V1': validation,
  'Org.OData.Measures.V1': measures,
  'com.sap.vocabularies.Common.v1': common,
};

/** Elements by their full names and by their alias-qualified ones, by which the vocabularies name them as well. */
const elements = new Map<string, Element>();
for (const [namespace, document] of Object.entries(vocabularies)) {
  const schema = (document as unknown as Record<string, Readonly<Record<string, Element>>>)[namespace] ?? {};
  for (const [name, element] of Object.entries(schema)) {
    elements.set(`${namespace}.${name}`, element).set(`${namespace.split('.').at(-2) ?? ''}.${name}`, element);
  }
}
for (const { name, appliesTo } of csdlTerms) {
  elements.set(`${termNamespace}.${name}`, {
    $Kind: 'Term',
    ...(appliesTo.length > 0 && { $AppliesTo: appliesTo }),
  });
}

const primitive: Readonly<Record<string, (value: AnnotationValue) => boolean>> = {
  'Edm.String': (value) => typeof value === 'string',
  'Edm.Boolean': (value) => typeof value === 'boolean',
  'Edm.Int32': Number.isInteger,
  'Edm.Int64': Number.isInteger,
  'Edm.PrimitiveType': (value) => typeof value !== 'object',
  'Edm.PropertyPath': (value) => typeof value === 'object' && 'propertyPath' in value,
};

/** A member of a record type or of one of its base types. */
function member(type: Element | undefined, name: string): Element | undefined {
  if (type === undefined) return undefined;
  return (type[name] as Element | undefined) ?? member(elements.get(type.$BaseType ?? ''), name);
}

function checkEnum(type: Element, value: AnnotationValue, at: string): readonly string[] {
  if (typeof value !== 'object' || !('enumType' in value)) return [`${at} is no member of an enumeration`];
  const unknown = value.members.filter((name) => type[name] === undefined);
  const tooMany = value.members.length > 1 && type.$IsFlags !== true;
  return unknown.length > 0 || tooMany || elements.get(value.enumType) !== type
    ? [`${at} is ${value.enumType}/${value.members.join()}`]
    : [];
}

function checkItem(type: string, value: AnnotationValue, at: string): readonly string[] {
  const isRight = primitive[type];
  if (isRight !== undefined) return isRight(value) ? [] : [`${at} is no ${type}`];
  const element = elements.get(type);
  if (element === undefined) return [`${at} has the unknown type ${type}`];
  if (element.$UnderlyingType !== undefined) return checkItem(element.$UnderlyingType, value, at);
  if (element.$Kind === 'EnumType') return checkEnum(element, value, at);
  if (typeof value !== 'object' || !('record' in value)) return [`${at} is no record`];
  return Object.entries(value.record).flatMap(([name, item]) =>
    name.startsWith('@') ? checkTerm(name.slice(1), item, at) : check(member(element, name), item, `${at}/${name}`),
  );
}

function check(declared: Element | undefined, value: AnnotationValue, at: string): readonly string[] {
  if (declared === undefined) return [`${at} is not in the vocabulary`];
  const type = declared.$Type ?? 'Edm.String';
  if (declared.$Collection !== true) return checkItem(type, value, at);
  if (!Array.isArray(value)) return [`${at} is no collection`];
  return (value as readonly AnnotationValue[]).flatMap((item, index) => checkItem(type, item, `${at}/${index}`));
}

function checkTerm(term: string, value: AnnotationValue, at: string): readonly string[] {
  return check(elements.get(term), value, `${at}@${term}`);
}

/** What is wrong with an annotation of an element of that kind, by the vocabularies of OASIS and SAP and the service's own terms (CSDL 4.01, section 14). */
export function checkAnnotation(term: string, value: AnnotationValue, kinds: readonly string[]): readonly string[] {
  const appliesTo = elements.get(term)?.$AppliesTo;
  const applies = appliesTo === undefined || kinds.some((kind) => appliesTo.includes(kind));
  return [...(applies ? [] : [`${term} does not apply to ${kinds.join()}`]), ...checkTerm(term, value, '')];
}
