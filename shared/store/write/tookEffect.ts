import type { EntityType } from '../../edm/entityType.ts';
import { type EntityState, type KeyHistory, maxEarlier, type Tombstone } from '../keys/entityState.ts';
import { keyRange } from '../keys/keyRange.ts';
import { changePrefix, changeRowPrefix } from '../keys/layout.ts';
import type { WritePlan } from './planWrite.ts';
import { decodeEntity, decodePointer, decodeTombstone } from '../keys/decodeRow.ts';
import type { Partition, Row } from '../rows/rows.ts';
import { scanRows } from '../rows/scanRows.ts';
import type { StorageScope } from '../contract/store.ts';

/**
 * Finds out whether a transaction whose answer never came took effect. Whatever a key went through since, its change
 * rows from the stamp of that write on (one live row or tombstones) hold its version or name it among the earlier ones;
 * if none does, it did not take effect. Undefined when the history since is too long to tell.
 */
export async function tookEffect(
  partition: Partition,
  scope: StorageScope,
  type: EntityType,
  attempt: WritePlan & { readonly after: EntityState | Tombstone },
): Promise<boolean | undefined> {
  const version = versionOf(attempt.after);
  const base = attempt.committed.before?.version;
  let unknown = false;
  const range = {
    from: changeRowPrefix(attempt.after.stamp),
    to: keyRange(changePrefix).to,
    filter: { kind: 'compare', property: 'id', operator: 'eq', value: attempt.key },
  } as const;
  for await (const { rows } of scanRows(partition, scope, range)) {
    for (const state of rows.map((row) => decode(type, row))) {
      if (state === undefined) continue;
      const versions = [versionOf(state), ...state.earlier];
      if (versions.includes(version)) return true;
      unknown ||= state.earlier.length === maxEarlier && (base === undefined || !versions.includes(base));
    }
  }
  return unknown ? undefined : false;
}

function decode(type: EntityType, row: Row): EntityState | KeyHistory | undefined {
  return decodeEntity(type, row) ?? decodePointer(row) ?? decodeTombstone(row);
}

function versionOf(state: EntityState | KeyHistory): string {
  return 'key' in state ? state.version : state.stored.version;
}
