import type { ODataVersion } from '../../headers/negotiateVersions.ts';

/** The name of a control information: `@odata.` in 4.0, `@` in 4.01 (JSON Format 4.01, 4.6). */
export function controlName(version: ODataVersion, name: string): string {
  return version === '4.0' ? `@odata.${name}` : `@${name}`;
}
