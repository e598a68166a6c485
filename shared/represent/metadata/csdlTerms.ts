/** A term of the service's own (CSDL 4.01, section 14.1); all of them are Edm.String. */
export interface CsdlTerm {
  readonly name: string;
  /** The kinds of model elements it may annotate; none for one that stands in answers only. */
  readonly appliesTo: readonly string[];
  readonly description: string;
}

/** Namespace of the terms. */
export const termNamespace = 'reports';

/** The terms of the service's own, for what no vocabulary has a term for. */
export const csdlTerms: readonly CsdlTerm[] = [
  {
    name: 'measure',
    appliesTo: ['Property'],
    description:
      'What a number measures: flow, what happened on the day, may be added over days; distinct, people, files or sites active on ' +
      'the day, never added; level, a state; period, counted over the period of the report. Measures.Unit has its unit where ' +
      'it is neither a count nor an Edm.Duration.',
  },
  {
    name: 'outcome',
    appliesTo: [],
    description: 'What became of an item of a bulk upsert: created, updated, unchanged or deleted.',
  },
];
