import type { QueryOption } from '../../url/syntax/syntaxTree.ts';

/** The member of the union for a name; some members have several. */
type Named<N extends QueryOption['name'], O = QueryOption> = O extends { readonly name: infer M }
  ? N extends M
    ? O
    : never
  : never;

/** The option of a name; names are checked to be unique before. */
export function findOption<N extends QueryOption['name']>(
  options: readonly QueryOption[],
  name: N,
): Named<N> | undefined {
  return options.find((option) => option.name === name) as Named<N> | undefined;
}
