import { ODataError } from '../../errors/odataError.ts';
import type { Subject } from './cursor.ts';

/** Decodes percent-encoded UTF-8 once; 400 for a broken escape or bytes that are not UTF-8 (RFC 3986, 2.1). */
export function percentDecode(text: string, subject: Subject): string {
  if (!text.includes('%')) {
    return text;
  }
  try {
    return decodeURIComponent(text);
  } catch (cause) {
    throw new ODataError(
      subject.innerCode,
      `${subject.name} has a percent sign that is not followed by the two hexadecimal digits of a UTF-8 byte; write %25 for the sign itself.`,
      { target: subject.name, cause },
    );
  }
}
