/**
 * Every annotation of the metadata is one of a term that exists, on an element it applies to, with a value of its type.
 * https://docs.oasis-open.org/odata/odata-csdl-xml/v4.01/odata-csdl-xml-v4.01.html#sec_VocabularyandAnnotation
 */
import { csdlAnnotations } from '../../shared/represent/metadata/csdlAnnotations.ts';
import { checkAnnotation } from '../support/checkAnnotation.ts';
import { documentedModels } from '../support/documentedModels.ts';
import { everyOperation } from '../support/everyOperation.ts';

/** The kind of element a target path leads to (CSDL 4.01, 14.2.1), for these documents. */
function kindsOf(target: string): readonly string[] {
  if (target === 'microsoft.graph') return ['Schema'];
  if (target === 'microsoft.graph.GraphService') return ['EntityContainer'];
  if (target === 'microsoft.graph.GraphService/reports') return ['Singleton'];
  if (target.startsWith('microsoft.graph.GraphService/')) return ['EntitySet', 'Collection'];
  if (target.startsWith('reports.')) return ['Term'];
  if (target.endsWith(')')) return ['Function'];
  if (target.includes(')/')) return ['Parameter'];
  return target.includes('/') ? ['Property'] : ['EntityType'];
}

const load = {
  'the operations that are built': () => Promise.resolve(csdlAnnotations),
  'every operation of the contract': () =>
    everyOperation(async () => (await import('../../shared/represent/metadata/csdlAnnotations.ts')).csdlAnnotations),
};

describe.each(Object.entries(load))('with %s', (_service, annotationsOf) => {
  test.each(documentedModels)('the annotations of %s are those of the vocabularies', async (_name, model) => {
    const annotations = [...(await annotationsOf())(model)];
    expect(annotations.length).toBeGreaterThan(10);
    const problems = annotations.flatMap(([target, terms]) =>
      [...terms].flatMap(([term, value]) =>
        checkAnnotation(term, value, kindsOf(target)).map((problem) => `${target}: ${problem}`),
      ),
    );
    expect(problems).toEqual([]);
  });
});

test.each([
  ['Capabilities.TopSupport', true, 'EntitySet'],
  ['Capabilities.TopSupported', 'yes', 'EntitySet'],
  ['Capabilities.TopSupported', true, 'Singleton'],
  ['Capabilities.DeleteRestrictions', { record: { Deleteable: true } }, 'EntitySet'],
  ['Capabilities.UpdateRestrictions', { record: { UpdateMethod: 'PATCH' } }, 'EntitySet'],
])('a wrong annotation %s is found', (term, value, kind) => {
  expect(checkAnnotation(term, value, [kind])).toHaveLength(1);
});
