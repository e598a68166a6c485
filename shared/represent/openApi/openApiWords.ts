import type { EntityType } from '../../edm/entityType.ts';
import { singleton } from '../../bind/bound/qualifiedName.ts';
import type { Method } from '../../operations/operationTable.ts';
import { exampleId } from './exampleProperties.ts';

/** A request every entity set answers, and what it is for. */
export interface FurtherRequest {
  readonly method: Method;
  /** Below `/v1.0/`. */
  readonly path: string;
  /** Sent as JSON, a string as text/plain. */
  readonly body?: Readonly<Record<string, unknown>> | string;
  readonly words: string;
}

/**
 * What every entity set offers beyond the operations that are described one by one, by the example of one type: as
 * operations of their own they would make the document of 91 types too large for the tools that read it.
 */
export function furtherRequests(type: EntityType): readonly FurtherRequest[] {
  const { name: set, reportFunction } = type;
  const [property = 'id'] = Object.keys(type.properties);
  const entity = `${set}('${exampleId}')`;
  const ofReport: readonly FurtherRequest[] =
    reportFunction === undefined
      ? []
      : [
          {
            method: 'GET',
            path: `${singleton.name}/${reportFunction.name}(period='D7')/$count`,
            words: 'How many rows a report has, as text.',
          },
        ];
  return [
    { method: 'GET', path: `${set}/$count`, words: 'How many there are, as text; with `$filter` and `$search`.' },
    {
      method: 'GET',
      path: `${set}/delta`,
      words:
        'All in pages, and on the last a delta link, which answers what changed since: changed entities whole, deleted ones ' +
        'with `@removed`. `$deltatoken=latest` asks for the link alone, `Prefer: track-changes` gives one with a list. A link ' +
        'can be followed for 30 days; after that it is 410.',
    },
    {
      method: 'POST',
      path: `${set}/$query`,
      body: '$top=10',
      words: 'The query options in the body as text/plain, where they are too long for a URL.',
    },
    {
      method: 'PUT',
      path: entity,
      body: {},
      words: 'Replaces or inserts: as PATCH, but properties that are missing become null.',
    },
    { method: 'GET', path: `${set}/${exampleId}`, words: 'The key as a segment, for every method.' },
    {
      method: 'GET',
      path: `${entity}/${property}`,
      words: 'One property, 204 for null; PUT and PATCH with `{"value": ...}` set it, DELETE clears it.',
    },
    {
      method: 'GET',
      path: `${entity}/${property}/$value`,
      words: 'The raw value as text, which PUT sets and DELETE clears; behind a collection `/$count` instead.',
    },
    { method: 'GET', path: `${set}/$ref`, words: 'The canonical URLs; behind an entity its own.' },
    { method: 'GET', path: `${singleton.name}/${set}`, words: 'Everything of a set is also below the singleton.' },
    ...ofReport,
  ];
}

/** The same in words, for the description of the document (CommonMark). */
export function openApiWords(model: readonly EntityType[]): string {
  const [first] = model;
  if (first === undefined) return '';
  const lines = furtherRequests(first).map(({ method, path, words }) => `- \`${method} /v1.0/${path}\`: ${words}`);
  return `Every entity set has more than is described one by one, here by the example of ${first.name}:\n\n${lines.join('\n')}`;
}
