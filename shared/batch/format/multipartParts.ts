import { checkCount, invalidBatch } from './invalidBatch.ts';

/** A header block and what follows it; text holds one byte per character. */
export interface Message {
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
}

/** The value of the parameter `boundary`; clients write characters into it unquoted that should be quoted. */
export function readBoundary(contentType: string): string {
  const [, quoted, plain] = /;\s*boundary=(?:"([^"]+)"|([^;\s"]+))/i.exec(contentType) ?? [];
  const boundary = quoted ?? plain;
  if (boundary !== undefined && boundary.length <= 200) return boundary;
  throw invalidBatch('its Content-Type multipart/mixed must have the parameter boundary', 'Content-Type');
}

/**
 * The parts between the delimiters of a multipart body, without what stands before the first and behind the last (RFC
 * 2046, 5.1.1). A bare line feed ends a line too, and blanks may follow a delimiter. Throws a 400 unless the last
 * delimiter closes: what was cut off on the way must not be carried out by half.
 */
export function multipartParts(text: string, boundary: string): readonly string[] {
  const escaped = boundary.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
  const delimiter = new RegExp(`(?:^|\\r?\\n)--${escaped}(--)?[ \\t]*(?=\\r?\\n|$)`, 'g');
  const parts: string[] = [];
  let start: number | undefined;
  for (const match of text.matchAll(delimiter)) {
    // A delimiter right behind another one stands for an empty part.
    if (start !== undefined) parts.push(text.slice(start, Math.max(start, match.index)));
    // Each is a request at least.
    checkCount(parts.length);
    if (match[1] !== undefined) return parts;
    start = match.index + match[0].length;
  }
  throw invalidBatch(
    start === undefined
      ? 'its body does not hold the boundary that its Content-Type names'
      : 'its body ends without the closing boundary',
    'boundary',
  );
}

/** Longest header block of a part, in bytes: as long as that of a request may be. */
const maxHeaders = 16 * 1024;

/** Splits off the headers: the lines up to the first empty one. */
export function readMessage(text: string): Message {
  const end = /\r?\n[ \t]*\r?\n/.exec(text);
  const block = end === null ? text : text.slice(0, end.index);
  if (block.length > maxHeaders) throw invalidBatch(`the headers of a part are longer than ${maxHeaders} bytes`);
  const lines = block.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
  const headers = lines.flatMap((line) => {
    const colon = line.indexOf(':');
    return colon < 0 ? [] : [[line.slice(0, colon).trim(), line.slice(colon + 1).trim()] as const];
  });
  return { headers, body: end === null ? '' : text.slice(end.index + end[0].length) };
}

/** A header of a message, by name without case. */
export function headerOf({ headers }: Message, name: string): string | undefined {
  return headers.find(([key]) => key.toLowerCase() === name)?.[1];
}
