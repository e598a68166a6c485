import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Part } from './part.ts';

/** A part that was measured, and in which run. */
export interface KeptPart extends Part {
  readonly name: string;
  /** When the run began, on what, with which versions. */
  readonly began: string;
  /** When the part was done, and under which load. */
  readonly ended: string;
}

/**
 * The parts that were measured of one build beside another with the same options, in a file, so that one that failed can be
 * measured again without the others. What belongs to another build or to other options is forgotten.
 */
export function keptParts(
  file: string,
  subject: string,
): { readonly parts: () => readonly KeptPart[]; readonly keep: (part: KeptPart) => void } {
  interface Kept {
    readonly subject: string;
    readonly parts: readonly KeptPart[];
  }
  function read(): readonly KeptPart[] {
    try {
      const kept = JSON.parse(readFileSync(file, 'utf8')) as Kept;
      return kept.subject === subject ? kept.parts : [];
    } catch {
      return [];
    }
  }
  return {
    parts: read,
    keep(part) {
      const kept: Kept = { subject, parts: [...read().filter(({ name }) => name !== part.name), part] };
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, JSON.stringify(kept, undefined, 1));
    },
  };
}
