import { holdsPersons, personColumns } from '../../shared/forget/forgetValues.ts';
import { foldName, nameForms } from '../../shared/forget/nameForms.ts';
import type { EntityType } from '../../shared/edm/entityType.ts';
import { model } from '../../shared/model/model.ts';
import type { AskService } from '../../shared/collect/ledger/askService.ts';

/** How many rows of a set name a person, or why that is not known. */
export interface NamedRows {
  readonly set: string;
  readonly rows: number | string;
}

const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;

/** The condition under which a row names a person, as far as a filter can say it. */
function filterOf(type: EntityType, names: readonly string[]): string {
  const folded = names.map(foldName);
  const sites = [...new Set(names.flatMap(nameForms))].filter((form) => form.startsWith('/personal/'));
  const { subject, owner } = personColumns(type);
  const terms = [...subject, ...owner].flatMap((column) =>
    type.properties[column]?.person === 'site'
      ? sites.map((site) => `endswith(tolower(${column}),${text(site)})`)
      : [`tolower(${column}) in (${folded.map(text).join(',')})`],
  );
  return terms.join(' or ');
}

/**
 * Counts the rows of each set that name a person, by POST to `/$query`, so that no address holds a name. What the walk finds
 * beyond, in ids that were chosen, no filter tells.
 */
export async function countNamed(ask: AskService, names: readonly string[]): Promise<readonly NamedRows[]> {
  const found: NamedRows[] = [];
  for (const type of model.filter(holdsPersons)) {
    const body = new URLSearchParams({ $count: 'true', $top: '0', $filter: filterOf(type, names) }).toString();
    const answer = await ask({
      method: 'POST',
      path: `${type.name}/$query`,
      headers: { 'Content-Type': 'text/plain', Accept: 'application/json' },
      body,
    });
    const json = JSON.parse(answer.body) as { readonly '@odata.count'?: number };
    const rows = answer.status === 200 ? (json['@odata.count'] ?? 0) : whyNot(answer.status);
    found.push({ set: type.name, rows });
  }
  return found;
}

function whyNot(status: number): string {
  if (status === 403) return 'not counted: the token may not read it';
  return status === 504
    ? 'not counted: too many rows to look at in one request'
    : `not counted: the service answered ${status}`;
}
