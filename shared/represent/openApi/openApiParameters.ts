import type { SystemOptionName } from '../../bind/query/allowedOptions.ts';
import { maxKeyLength } from '../../edm/entityKey.ts';
import { exampleId } from './exampleProperties.ts';

type Json = Readonly<Record<string, unknown>>;

/** The system query options a caller writes; what only links hold is not among them. One row per option. */
const queryOptions: Readonly<Partial<Record<SystemOptionName, readonly [schema: Json, description: string]>>> = {
  filter: [{ type: 'string' }, "A condition, such as `contains(id,'a')`: all operators and canonical functions."],
  search: [{ type: 'string' }, 'Words or "phrases" to be found in any property, with AND, OR and NOT.'],
  orderby: [{ type: 'string' }, 'Expressions to sort by, separated by commas, each with `asc` or `desc`.'],
  top: [{ type: 'integer', minimum: 0 }, 'How many results to return at most.'],
  skip: [{ type: 'integer', minimum: 0 }, 'How many results to leave out at the beginning.'],
  count: [{ type: 'boolean' }, 'Whether to say how many results there are in all.'],
  select: [{ type: 'string' }, 'The properties to return, separated by commas.'],
  expand: [{ type: 'string' }, 'The related entities to return with the result.'],
  compute: [{ type: 'string' }, 'Expressions to be added under a name, such as `length(id) as size`.'],
  apply: [{ type: 'string' }, 'Transformations, such as `filter(...)/groupby((...),aggregate(...))`.'],
  format: [
    { type: 'string' },
    'The format of the answer, which goes before Accept: a media type, or `json`, `xml`, `csv`.',
  ],
};

const header = (name: string, description: string): Json => ({
  name,
  in: 'header',
  description,
  schema: { type: 'string' },
});

/** Headers and path parameters by the name they have in the document. */
const fixed: Readonly<Record<string, Json>> = {
  ifMatch: header('If-Match', 'Only if the entity exists and has this version, or any for `*`; it is never inserted.'),
  ifNoneMatch: header('If-None-Match', 'Only if the entity has none of these versions; `*` inserts and never updates.'),
  prefer: header('Prefer', '`return=minimal` for an answer without body.'),
  preferNewer: header(
    'Prefer',
    '`keep-newer` to leave a row of a newer report as it is; `return=minimal` for an answer without body.',
  ),
  preferEach: header(
    'Prefer',
    '`continue-on-error` to have each key written for itself; `keep-newer` to leave rows of newer reports as they are; ' +
      '`dry-run` to be told what would become of the items, and have nothing written; `return=minimal` to be told only what failed, was older, expired or forgotten.',
  ),
  trackChanges: header('Prefer', '`maxpagesize=N` for shorter pages; `track-changes` for a delta link on the last.'),
  id: {
    name: 'id',
    in: 'path',
    required: true,
    description:
      "The key; behind a parenthesis a quote in it is doubled. One that holds `/`, `\\`, `%`, `#`, `?` or a control character is passed by alias: `(@k)?@k='...'`.",
    schema: { type: 'string', minLength: 1, maxLength: maxKeyLength },
    example: exampleId,
  },
};

function parameterName(option: SystemOptionName): string {
  return `query-${option}`;
}

/** A reference to a parameter of the document. */
export function parameter(name: string): Json {
  return { $ref: `#/components/parameters/${name}` };
}

/** References to the query options among `options` that callers write. */
export function queryParameters(options: readonly SystemOptionName[]): readonly Json[] {
  return options
    .filter((option) => queryOptions[option] !== undefined)
    .map((option) => parameter(parameterName(option)));
}

/** The parameters of the document by name (OpenAPI 3.1, 4.8.12). */
export function openApiParameters(): Json {
  const options = Object.entries(queryOptions).map(([option, [schema, description]]) => [
    parameterName(option as SystemOptionName),
    { name: `$${option}`, in: 'query', description, schema },
  ]);
  return { ...fixed, ...(Object.fromEntries(options) as Json) };
}
