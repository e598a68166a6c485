import { infraText } from './bicepFiles.ts';

/** A resource as the compiler predicts it; what only a deployment can tell is an expression in brackets. */
export interface PredictedResource {
  readonly id?: string;
  readonly type: string;
  readonly name: string;
  readonly scope?: string;
  readonly location?: string;
  readonly kind?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly sku?: { readonly name: string; readonly tier?: string };
  readonly properties?: Readonly<Record<string, unknown>>;
}

interface Snapshot {
  readonly diagnostics: readonly unknown[];
  readonly outputs: Readonly<Record<string, string>>;
  readonly predictedResources: readonly PredictedResource[];
}

const read = (name: string): Snapshot => JSON.parse(infraText(`snapshots/${name}.snapshot.json`)) as Snapshot;

/** What the compiler makes of the smallest and of the fullest deployment: infra/snapshots. */
export const snapshots = { defaults: read('defaults'), everything: read('everything') } as const;

export type SnapshotName = keyof typeof snapshots;

/** The resources of a type, in any case of its letters. */
export function resourcesOf(name: SnapshotName, type: string): readonly PredictedResource[] {
  return snapshots[name].predictedResources.filter((each) => each.type.toLowerCase() === type.toLowerCase());
}

/** One resource, by its type and how its name begins. */
export function resourceOf(name: SnapshotName, type: string, begin = ''): PredictedResource {
  const [found, ...others] = resourcesOf(name, type).filter((each) => each.name.startsWith(begin));
  if (found === undefined || others.length > 0) throw new Error(`${name} has no ${type} ${begin}, or several`);
  return found;
}
