import { negotiateVersions } from '../../../shared/headers/negotiateVersions.ts';
import { parsePreferences } from '../../../shared/headers/parsePreferences.ts';
import type { Recogniser } from './abnfCase.ts';

function match(pattern: RegExp, text: string): string[] {
  const found = pattern.exec(text);
  if (found === null) {
    throw new Error(`not of the form ${pattern.source}`);
  }
  return found;
}

/** What the service makes of a preference must not be nothing. */
function isUnderstood(preference: string): void {
  if (Object.keys(parsePreferences(preference)).length === 0) {
    throw new Error('the service does not understand the preference');
  }
}

const annotation = String.raw`-?(?:\*|[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*\.(?:\*|[A-Za-z_]\w*))(?:#[A-Za-z_]\w*)?`;

interface PreferenceRule {
  readonly rule: string;
  readonly pattern: RegExp;
  /** Read by `shared/headers`; the others are preferences a service may ignore (RFC 7240, section 2). */
  readonly understood?: true;
}

/** One row per preference (ABNF section 8). */
const preferences: readonly PreferenceRule[] = [
  { rule: 'allowEntityReferencesPreference', pattern: /^(?:odata\.)?allow-entityreferences$/i },
  {
    rule: 'callbackPreference',
    pattern: /^(?:odata\.)?callback[ \t]*;[ \t]*url[ \t]*=[ \t]*"[a-z][a-z\d+.-]*:[^\s"]+"$/i,
  },
  {
    rule: 'continueOnErrorPreference',
    pattern: /^(?:odata\.)?continue-on-error(?:[ \t]*=[ \t]*(?:true|false))?$/i,
    understood: true,
  },
  {
    rule: 'includeAnnotationsPreference',
    pattern: new RegExp(
      String.raw`^(?:odata\.)?include-annotations[ \t]*=[ \t]*"${annotation}(?:,${annotation})*"$`,
      'i',
    ),
    understood: true,
  },
  { rule: 'maxpagesizePreference', pattern: /^(?:odata\.)?maxpagesize[ \t]*=[ \t]*[1-9]\d*$/i, understood: true },
  { rule: 'omitValuesPreference', pattern: /^omit-values[ \t]*=[ \t]*(?:nulls|defaults)$/i, understood: true },
  { rule: 'respondAsyncPreference', pattern: /^respond-async$/i },
  {
    rule: 'returnPreference',
    pattern: /^(?:return|RETURN|Return)[ \t]*=[ \t]*(?:representation|minimal)$/,
    understood: true,
  },
  { rule: 'trackChangesPreference', pattern: /^(?:odata\.)?track-changes$/i, understood: true },
  { rule: 'waitPreference', pattern: /^wait[ \t]*=[ \t]*\d+$/i },
];

function checkPreference({ pattern, understood }: PreferenceRule, text: string): void {
  match(pattern, text);
  if (understood) {
    isUnderstood(text);
  }
}

function preference(text: string): void {
  const row = preferences.find(({ pattern }) => pattern.test(text));
  if (row === undefined) {
    throw new Error('not a preference of OData');
  }
  checkPreference(row, text);
}

function prefer(text: string): void {
  const [, value = ''] = match(/^Prefer:(.*)$/i, text);
  for (const each of value.split(',').map((part) => part.trim())) {
    preference(each);
  }
}

/** Versions the service speaks; that it refuses others is no matter of syntax. */
const spoken = /^(?:4\.0|4\.01)$/;

function version(text: string): void {
  const [, value = ''] = match(/^OData-Version:[ \t]*(4\.0[1-9]?)$/i, text);
  if (spoken.test(value)) {
    negotiateVersions(new Headers({ 'odata-version': value }));
  }
}

function maxVersion(text: string): void {
  const [, value = ''] = match(/^OData-MaxVersion:[ \t]*(\d+\.\d+)$/i, text);
  if (Number(value) >= 4) {
    negotiateVersions(new Headers({ 'odata-maxversion': value }));
  }
}

function form(pattern: RegExp): Recogniser {
  return (text) => void match(pattern, text);
}

/** One row per header; those the service reads go through its own code. */
const headers: Readonly<Record<string, Recogniser>> = {
  asyncresult: form(/^AsyncResult:[ \t]*\d{3}$/i),
  'content-id': form(/^Content-ID:[ \t]*[\w.~-]+$/i),
  isolation: form(/^(?:OData-)?Isolation:[ \t]*snapshot$/i),
  'odata-entityid': form(/^OData-EntityID:[ \t]*[\x21-\x7e\x80-\xff]+$/i),
  'odata-error': form(/^OData-Error:[ \t]*\{"code":[\x20-\x7e]*$/i),
  'odata-maxversion': maxVersion,
  'odata-version': version,
  prefer,
};

function header(text: string): void {
  const name = (text.split(':')[0] ?? '').toLowerCase();
  const row = headers[name === 'odata-isolation' ? 'isolation' : name];
  if (row === undefined) {
    throw new Error('not a header of OData');
  }
  row(text);
}

/** Rules of headers and preferences (ABNF section 8). */
export const headerRules: Readonly<Record<string, Recogniser>> = {
  ...Object.fromEntries(preferences.map((row) => [row.rule, (text: string) => checkPreference(row, text)])),
  ...headers,
  header,
  preference,
};
