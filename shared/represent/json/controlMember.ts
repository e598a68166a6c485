import { controlName } from './controlName.ts';
import type { JsonOptions } from './jsonOptions.ts';

/** One control information as a JSON member; `json` is the text of its value, `property` the property it is about. */
export function controlMember(
  name: string,
  json: string,
  { version }: Pick<JsonOptions, 'version'>,
  property = '',
): string {
  return `"${property}${controlName(version, name)}":${json}`;
}

/** Members with commas between them; empty ones are left out. */
export function jsonMembers(...members: readonly string[]): string {
  return members.filter((member) => member !== '').join(',');
}

/** An object of members; empty ones are left out. */
export function jsonObject(...members: readonly string[]): string {
  return `{${jsonMembers(...members)}}`;
}
