import type { AnnotationValue } from './csdlAnnotation.ts';
import { xmlElement, type XmlElement } from './xmlElement.ts';

type AttributeNotation = readonly [attribute: string, value: string | number | boolean];

/** The attribute that holds a value; undefined for collections and records, which are elements. */
function attribute(value: AnnotationValue): AttributeNotation | undefined {
  if (typeof value === 'boolean') return ['Bool', value];
  if (typeof value === 'number') return ['Int', value];
  if (typeof value === 'string') return ['String', value];
  if ('enumType' in value)
    return ['EnumMember', value.members.map((member) => `${value.enumType}/${member}`).join(' ')];
  if ('propertyPath' in value) return ['PropertyPath', value.propertyPath];
  return undefined;
}

/** An element that carries a value, in attribute notation where there is one (CSDL XML 4.01, 14.3 and 14.4). */
function carrier(name: string, named: Readonly<Record<string, string>>, value: AnnotationValue): XmlElement {
  const notation = attribute(value);
  if (notation !== undefined) return xmlElement(name, { ...named, [notation[0]]: notation[1] });
  return xmlElement(name, named, [csdlXmlExpression(value)]);
}

/** A value in element notation: a record, a collection, or an item of one (CSDL XML 4.01, 14.4.5 and 14.4.12). */
function csdlXmlExpression(value: AnnotationValue): XmlElement {
  const notation = attribute(value);
  if (notation !== undefined) return xmlElement(notation[0], {}, String(notation[1]));
  if (typeof value === 'object' && 'record' in value) {
    const members = Object.entries(value.record).map(([name, member]) =>
      name.startsWith('@')
        ? csdlXmlAnnotation(name.slice(1), member)
        : carrier('PropertyValue', { Property: name }, member),
    );
    // Annotations of a record may stand anywhere in it.
    return xmlElement('Record', {}, members);
  }
  return xmlElement('Collection', {}, (value as readonly AnnotationValue[]).map(csdlXmlExpression));
}

/** An annotation of the element it stands in (CSDL XML 4.01, 14.2). */
export function csdlXmlAnnotation(term: string, value: AnnotationValue): XmlElement {
  return carrier('Annotation', { Term: term }, value);
}
