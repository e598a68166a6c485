import { ledgerId, ledgerName } from '../../edm/ledgerId.ts';
import { fewAtOnce } from './fewAtOnce.ts';
import { patchEntity, readEntity } from './entity.ts';
import type { AskService } from './askService.ts';
import { partName } from '../partOf.ts';
import {
  added,
  countProperties,
  countsOf,
  noRows,
  sumOf,
  type CollectedBy,
  type LedgerEntry,
  type RowCounts,
} from './ledgerEntry.ts';

/** The part of a report file that is of one period and refresh date: it leaves one entry. */
export interface FilePart {
  /** In days; null where rows do not tell it. */
  readonly period: string | null;
  readonly refreshDate: string;
  readonly firstDay: string;
  readonly lastDay: string;
}

/** A file, as the ledger knows it. */
export interface LedgerFile {
  /** The entity set its rows go to. */
  readonly report: string;
  /** Its SHA-256, in hexadecimal. */
  readonly digest: string;
  readonly parts: readonly FilePart[];
  /**
   * It is stored from its first row on, whatever a run before has done: its rows are not sent in its own order, by which versions
   * before go on, so that it is not kept how far it is.
   */
  readonly startsOver?: boolean;
}

/** A part with what became of its rows so far. */
interface OpenPart extends FilePart {
  readonly id: string;
  readonly wasComplete: boolean;
  readonly isSettled: boolean;
  readonly counts: RowCounts;
}

/** Most warnings of an entry, and most characters of one. */
const most = { warnings: 20, characters: 1000 };

/** The entries of a file that is being stored. */
export interface OpenLedger {
  /** Rows of the file that an earlier run has done with, in the order of the file. */
  readonly done: number;
  /**
   * All of it was stored to its end before, from this very file or by the same way. What came another way may have been a part
   * of what this file has: somebody imported the rows of some people.
   */
  readonly isSettled: boolean;
  /** Counts what became of a row; one whose part cannot be told counts with the first. */
  count(part: Pick<FilePart, 'period' | 'refreshDate'> | undefined, kind: keyof RowCounts): void;
  /** What became of the rows of all parts so far, earlier runs included. */
  counts(): RowCounts;
  /** Keeps how far it is, for a later run to go on from; of a file that starts over nothing. */
  save(): Promise<void>;
  /** The file is at its end, and every row is stored or refused for good. */
  finish(warnings: readonly string[]): Promise<void>;
  /** The same report was stored before and is not stored again. */
  touch(): Promise<void>;
}

/**
 * Opens the entries of a file: those that are absent are made, incomplete, before any row is sent. An entry that is complete
 * stays so whatever happens, because nothing but the making of one ever writes that it is not.
 *
 * @param now milliseconds since the epoch
 * @throws CollectFailure when the service refuses; then nothing of the file may be stored
 */
export async function openLedger(
  ask: AskService,
  by: CollectedBy,
  file: LedgerFile,
  now: () => number = Date.now,
): Promise<OpenLedger> {
  const { report, digest, startsOver = false } = file;
  const at = (): string => new Date(now()).toISOString();
  const begin = ({ period, refreshDate, firstDay, lastDay }: FilePart) => ({
    report,
    period,
    refreshDate,
    firstDay,
    lastDay,
    collectedAt: at(),
    collectedBy: by,
    digest,
    ...countProperties(noRows()),
  });

  async function open(part: FilePart): Promise<OpenPart & { readonly isSame: boolean }> {
    const id = ledgerId(report, part.period, part.refreshDate);
    const fresh = { ...part, id, wasComplete: false, isSettled: false, counts: noRows(), isSame: false };
    let found = await readEntity<LedgerEntry>(ask, ledgerName, id);
    if (found === undefined) {
      const entry = { ...begin(part), complete: false };
      if (await patchEntity(ask, ledgerName, id, entry, { 'If-None-Match': '*' })) return fresh;
      // Somebody else stores the same report at the same time: both may, and either makes it complete.
      found = await readEntity<LedgerEntry>(ask, ledgerName, id);
    }
    if (found === undefined) return fresh;
    const { entity } = found;
    const isSame = entity.digest === digest;
    if (entity.complete !== false) {
      const wasComplete = entity.complete === true;
      return { ...fresh, wasComplete, isSettled: wasComplete && (isSame || entity.collectedBy === by), isSame };
    }
    if (isSame && !startsOver) return { ...fresh, counts: countsOf(entity), isSame };
    await patchEntity(ask, ledgerName, id, begin(part));
    return fresh;
  }

  const opened = await fewAtOnce(file.parts, open);
  const goesOn = opened.every(({ isSame, wasComplete: was }) => isSame && !was);
  const parts: readonly OpenPart[] = goesOn ? opened : opened.map((part) => ({ ...part, counts: noRows() }));
  const byName = new Map(parts.map((part) => [partName(part), part]));

  return {
    done: parts.reduce((sum, { counts }) => sum + sumOf(counts), 0),
    isSettled: opened.every(({ isSettled }) => isSettled),
    count(part, kind) {
      const found = part && byName.get(partName(part));
      const counted = found ?? parts[0];
      if (counted !== undefined) counted.counts[kind] += 1;
    },
    counts: () => added(parts.map(({ counts }) => counts)),
    async save() {
      if (startsOver) return;
      const open = parts.filter((part) => !part.wasComplete);
      await fewAtOnce(
        open,
        async ({ id, counts }) => await patchEntity(ask, ledgerName, id, { digest, ...countProperties(counts) }),
      );
    },
    async finish(warnings) {
      const told = warnings.slice(0, most.warnings).map((warning) => warning.slice(0, most.characters));
      await fewAtOnce(parts, async ({ id, wasComplete: was, counts, ...part }) => {
        const isNews = !was || counts.created + counts.updated + counts.failed > 0;
        const news = { ...begin(part), ...countProperties(counts), complete: true, warnings: told };
        await patchEntity(ask, ledgerName, id, isNews ? news : { collectedAt: at(), collectedBy: by });
      });
    },
    async touch() {
      await fewAtOnce(
        parts,
        async ({ id }) => await patchEntity(ask, ledgerName, id, { collectedAt: at(), collectedBy: by }),
      );
    },
  };
}
