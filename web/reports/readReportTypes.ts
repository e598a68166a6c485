import type { ServiceClient } from '../api/createClient.ts';
import { propertyNames } from './propertyNames.ts';
import { wordsOf } from './wordsOf.ts';

/** A kind of report that has one row of numbers for each day. */
export interface ReportType {
  /** Name of the entity set. */
  readonly set: string;
  readonly title: string;
  /** The Int64 properties, in declared order. */
  readonly columns: readonly string[];
}

interface Member {
  readonly $Kind?: string;
  readonly $Type?: string;
  readonly $Collection?: boolean;
}

/** A type or a container in CSDL JSON: what is declared in it by name, and members of other kinds that no name here asks for. */
type Members = Readonly<Record<string, Member>>;

interface Document {
  readonly $EntityContainer: string;
  readonly [namespace: string]: unknown;
}

/** Splits `microsoft.graph.reportRoot` at its last dot. */
const splitName = (name: string): readonly [namespace: string, name: string] => {
  const dot = name.lastIndexOf('.');
  return [name.slice(0, dot), name.slice(dot + 1)];
};

/** The report the page opens with: the one about all of Microsoft 365. */
const opening = 'office365ActiveUserCounts';

const needed: readonly string[] = Object.values(propertyNames);

/** Whether a property is text that tells rows of a day apart, as a kind of site does; Edm.String goes without saying (CSDL JSON, 7.1). */
const splitsDays = (name: string, { $Kind, $Type = 'Edm.String' }: Member): boolean =>
  /^[^$@]+$/.test(name) && name !== 'id' && !needed.includes(name) && $Kind === undefined && $Type === 'Edm.String';

/** Int64 columns of a type; undefined for one without a day, a period and the date it was made, or with several rows for a day. */
function columnsOf(type: Members): readonly string[] | undefined {
  if (needed.some((name) => type[name] === undefined)) return undefined;
  if (Object.entries(type).some(([name, member]) => splitsDays(name, member))) return undefined;
  const columns = Object.keys(type).filter((name) => {
    const { $Type, $Collection } = type[name] ?? {};
    return $Type === 'Edm.Int64' && $Collection !== true;
  });
  return columns.length === 0 ? undefined : columns;
}

/** Learns from the metadata which reports can be shown, first the one to open with (CSDL JSON 4.01, sections 6 and 13). */
export async function readReportTypes(client: ServiceClient, signal: AbortSignal): Promise<readonly ReportType[]> {
  const response = await client.get('/v1.0/$metadata?$format=json', 'application/json', signal);
  const document = (await response.json()) as Document;
  const [namespace, container] = splitName(document.$EntityContainer);
  const schema = document[namespace] as Readonly<Record<string, Members>>;
  const sets = schema[container] ?? {};
  const types = Object.entries(sets).flatMap(([set, { $Collection, $Type = '' }]) => {
    const [prefix, name] = splitName($Type);
    const columns = $Collection === true && prefix === namespace ? columnsOf(schema[name] ?? {}) : undefined;
    return columns === undefined ? [] : [{ set, title: wordsOf(set), columns }];
  });
  return types.sort((a, b) => Number(b.set === opening) - Number(a.set === opening));
}
