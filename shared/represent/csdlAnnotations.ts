import { baseTypeName, singleton } from '../bind/qualifiedName.ts';
import type { EntityType } from '../edm/entityType.ts';
import { capabilities } from './capabilities.ts';
import { hasOperation } from './capability.ts';
import type { Annotation, AnnotationValue } from './csdlAnnotation.ts';
import { csdlFunctions, overloadPath } from './csdlFunctions.ts';
import { containerPath } from './containerPath.ts';
import { alias, csdlName } from './csdlName.ts';

/** Path of the key property all entity types inherit. */
const keyPath = `${csdlName(baseTypeName)}/id`;

/** A vocabulary whose terms are used; its namespace and the address of its definition (CSDL 4.01, section 4). */
export interface Vocabulary {
  readonly alias: string;
  readonly namespace: string;
  /** Without the extension, `.xml` or `.json`. */
  readonly uri: string;
}

/** The OASIS vocabularies the annotations are taken from. */
export const vocabularies: readonly Vocabulary[] = ['Core', 'Capabilities', 'Validation'].map((name) => ({
  alias: name,
  namespace: `Org.OData.${name}.V1`,
  uri: `https://oasis-tcs.github.io/odata-vocabularies/vocabularies/Org.OData.${name}.V1`,
}));

function description(target: string, value: string): Annotation {
  return { target, term: 'Core.Description', value };
}

function typeDescriptions({ name, description: text, properties }: EntityType): readonly Annotation[] {
  const type = csdlName(name);
  const ofProperties = Object.entries(properties).map(([property, { description: words }]) =>
    description(`${type}/${property}`, words),
  );
  return [description(type, text), ...ofProperties];
}

function keyAnnotations(): readonly Annotation[] {
  const tag = { target: keyPath, term: 'Core.ComputedDefaultValue', value: true };
  return [
    description(keyPath, 'The key. The service makes a GUID for an entity that is inserted without one.'),
    ...(hasOperation('entitySet', 'POST') ? [tag] : []),
    { target: keyPath, term: 'Validation.Pattern', value: '^[\\s\\S]+$' },
  ];
}

/** Every annotation of the metadata by its target, and below it by its term. */
export function csdlAnnotations(
  model: readonly EntityType[],
): ReadonlyMap<string, ReadonlyMap<string, AnnotationValue>> {
  const all: readonly Annotation[] = [
    // Functions are called by their short names, as in Microsoft Graph.
    { target: alias, term: 'Core.DefaultNamespace', value: true },
    ...keyAnnotations(),
    ...model.flatMap(typeDescriptions),
    description(csdlName(singleton.typeName), 'The entry to the reports and their functions, as in Microsoft Graph.'),
    ...csdlFunctions(model).map((overload) => description(overloadPath(overload), overload.description)),
    ...model.map((type) => description(containerPath(type.name), type.description)),
    ...capabilities(model),
  ];
  const byTarget = new Map<string, Map<string, AnnotationValue>>();
  for (const { target, term, value } of all) {
    const terms = byTarget.get(target) ?? new Map<string, AnnotationValue>();
    byTarget.set(target, terms.set(term, value));
  }
  return byTarget;
}
