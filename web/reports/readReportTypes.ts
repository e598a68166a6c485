import type { ServiceClient } from '../api/createClient.ts';
import { propertyNames } from './propertyNames.ts';
import { wordsOf } from './wordsOf.ts';

/** A kind of report that has a row of numbers for each day. */
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

/** Int64 columns of a type; undefined for one without a day, a period and the date it was made. */
function columnsOf(type: Members): readonly string[] | undefined {
  const needed = Object.values(propertyNames);
  if (needed.some((name) => type[name] === undefined)) return undefined;
  const columns = Object.keys(type).filter((name) => {
    const { $Type, $Collection } = type[name] ?? {};
    return $Type === 'Edm.Int64' && $Collection !== true;
  });
  return columns.length === 0 ? undefined : columns;
}

/** Learns from the metadata which reports can be shown (CSDL JSON 4.01, sections 6 and 13). */
export async function readReportTypes(client: ServiceClient, signal: AbortSignal): Promise<readonly ReportType[]> {
  const response = await client.get('/v1.0/$metadata?$format=json', 'application/json', signal);
  const document = (await response.json()) as Document;
  const [namespace, container] = splitName(document.$EntityContainer);
  const schema = document[namespace] as Readonly<Record<string, Members>>;
  const sets = schema[container] ?? {};
  return Object.entries(sets).flatMap(([set, { $Collection, $Type = '' }]) => {
    const [prefix, name] = splitName($Type);
    const columns = $Collection === true && prefix === namespace ? columnsOf(schema[name] ?? {}) : undefined;
    return columns === undefined ? [] : [{ set, title: wordsOf(set), columns }];
  });
}
