import { splitList } from './mediaType.ts';

/** The preferences the service knows (RFC 7240; Protocol 4.01, 8.2.8; keep-newer and dry-run are its own), whether or not an operation honours them. */
export interface Preferences {
  readonly return?: 'minimal' | 'representation';
  /** At least 1. */
  readonly maxpagesize?: number;
  readonly omitValues?: 'nulls' | 'defaults';
  /** The annotation filter as written, such as `*` or `-*`. */
  readonly includeAnnotations?: string;
  readonly continueOnError?: boolean;
  readonly trackChanges?: boolean;
  /** Of this service: what is stored of a newer report is kept (see `keepNewer`). */
  readonly keepNewer?: boolean;
  /** Of this service: it is told what would become of rows, and nothing is written. */
  readonly dryRun?: boolean;
}

type Reader = (value: string | undefined) => Preferences;

const positive = (value: string | undefined): number | undefined =>
  value !== undefined && /^[0-9]{1,9}$/.test(value) && Number(value) > 0 ? Number(value) : undefined;

/** One row per preference, by its name without the `odata.` prefix; a value it does not understand has no effect. */
const readers: Readonly<Record<string, Reader>> = {
  return: (value) => (value === 'minimal' || value === 'representation' ? { return: value } : {}),
  maxpagesize: (value) => {
    const maxpagesize = positive(value);
    return maxpagesize === undefined ? {} : { maxpagesize };
  },
  'omit-values': (value) => (value === 'nulls' || value === 'defaults' ? { omitValues: value } : {}),
  'include-annotations': (value) => (value === undefined ? {} : { includeAnnotations: value }),
  'continue-on-error': (value) => ({ continueOnError: value?.toLowerCase() !== 'false' }),
  'track-changes': () => ({ trackChanges: true }),
  'keep-newer': (value) => ({ keepNewer: value?.toLowerCase() !== 'false' }),
  'dry-run': (value) => ({ dryRun: value?.toLowerCase() !== 'false' }),
};

const preference = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;"]*)))?$/;

/**
 * Reads the Prefer header. Unknown preferences are ignored, the first of two equal names counts (RFC 7240, 2), and a name
 * without the prefix `odata.` before the same with it (Protocol 4.01, 8.2.8.5).
 * Graph's own examples separate preferences by semicolons, so both separators are read.
 */
export function parsePreferences(value: string | null): Preferences {
  if (value === null) return {};
  let unprefixed: Preferences = {};
  let prefixed: Preferences = {};
  for (const item of splitList(value.replaceAll(';', ','))) {
    const [, written = '', quoted, plain] = preference.exec(item) ?? [];
    const name = written.toLowerCase();
    const short = name.replace(/^odata\./, '');
    const found = Object.hasOwn(readers, short)
      ? readers[short]?.(quoted?.replace(/\\(.)/g, '$1') ?? plain)
      : undefined;
    if (name === short) unprefixed = { ...found, ...unprefixed };
    else prefixed = { ...found, ...prefixed };
  }
  return { ...prefixed, ...unprefixed };
}
