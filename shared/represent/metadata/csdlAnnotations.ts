import { qualifiedName, singleton } from '../../bind/bound/qualifiedName.ts';
import type { EntityType, Property, Unit } from '../../edm/entityType.ts';
import { namespace } from '../../edm/namespace.ts';
import { capabilities } from './capabilities.ts';
import { hasOperation } from './capability.ts';
import type { Annotation, AnnotationValue } from './csdlAnnotation.ts';
import { csdlFunctions, overloadPath } from './csdlFunctions.ts';
import { csdlTerms, termNamespace } from './csdlTerms.ts';

/** A vocabulary whose terms are used; its namespace and the address of its definition (CSDL 4.01, section 4). */
export interface Vocabulary {
  readonly alias: string;
  readonly namespace: string;
  /** Without the extension, `.xml` or `.json`. */
  readonly uri: string;
}

/** The vocabularies the annotations are taken from: those of OASIS, and the one of SAP that has names for people. */
export const vocabularies: readonly Vocabulary[] = [
  ...['Core', 'Capabilities', 'Validation', 'Measures'].map((name) => ({
    alias: name,
    namespace: `Org.OData.${name}.V1`,
    uri: `https://oasis-tcs.github.io/odata-vocabularies/vocabularies/Org.OData.${name}.V1`,
  })),
  {
    alias: 'Common',
    namespace: 'com.sap.vocabularies.Common.v1',
    uri: 'https://sap.github.io/odata-vocabularies/vocabularies/Common',
  },
];

/** The terms that say what something declared is, and where the declaration has it; what has no value is not written. */
type Terms<T> = readonly (readonly [term: string, value: (declared: T) => AnnotationValue | undefined])[];

/** These go without saying: `reports.measure` tells of them. */
const plainUnits: readonly (Unit | undefined)[] = ['count', 'duration', undefined];

const typeTerms: Terms<EntityType> = [
  ['Common.Label', ({ title }) => title],
  ['Core.Description', ({ description }) => description],
];
const propertyTerms: Terms<Property> = [
  ['Common.Label', ({ label }) => label],
  ['Core.Description', ({ description }) => description],
  ['Core.Computed', ({ computed }) => computed],
  [`${termNamespace}.measure`, ({ measure }) => measure],
  ['Measures.Unit', ({ unit }) => (plainUnits.includes(unit) ? undefined : unit)],
];
/** The key is declared in every type, by the same words. */
const keyTerms: Terms<EntityType> = [
  ['Core.Description', () => 'Made of date, period and subject unless given, or a GUID.'],
  ['Core.Computed', ({ isRegister }) => isRegister],
  [
    'Core.ComputedDefaultValue',
    ({ isRegister }) => (isRegister !== true && hasOperation('entitySet', 'POST') ? true : undefined),
  ],
  ['Validation.Pattern', () => '^[\\s\\S]+$'],
];

function annotate<T>(target: string, terms: Terms<T>, declared: T): readonly Annotation[] {
  return terms.flatMap(([term, read]) => {
    const value = read(declared);
    return value === undefined ? [] : [{ target, term, value }];
  });
}

function ofType(type: EntityType): readonly Annotation[] {
  const path = qualifiedName(type.name);
  return [
    ...annotate(path, typeTerms, type),
    ...annotate(`${path}/id`, keyTerms, type),
    ...Object.entries(type.properties).flatMap(([name, property]) =>
      annotate(`${path}/${name}`, propertyTerms, property),
    ),
  ];
}

function description(target: string, value: string): Annotation {
  return { target, term: 'Core.Description', value };
}

/** Every annotation of the metadata by the path of the element it stands in, and below it by its term. */
export function csdlAnnotations(
  model: readonly EntityType[],
): ReadonlyMap<string, ReadonlyMap<string, AnnotationValue>> {
  const root = qualifiedName(singleton.typeName);
  const all: readonly Annotation[] = [
    // Functions are called by their short names, as in Microsoft Graph.
    { target: namespace, term: 'Core.DefaultNamespace', value: true },
    ...model.flatMap(ofType),
    description(root, 'The entry to the reports and their functions, as in Microsoft Graph.'),
    description(`${root}/id`, `The key, always '${singleton.name}'.`),
    ...csdlTerms.map((term) => description(`${termNamespace}.${term.name}`, term.description)),
    ...csdlFunctions(model).map((overload) => description(overloadPath(overload), overload.description)),
    ...capabilities(model),
  ];
  const byTarget = new Map<string, Map<string, AnnotationValue>>();
  for (const { target, term, value } of all) {
    const terms = byTarget.get(target) ?? new Map<string, AnnotationValue>();
    byTarget.set(target, terms.set(term, value));
  }
  return byTarget;
}
