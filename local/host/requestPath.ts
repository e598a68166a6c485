const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Bytes a UTF-8 sequence has by its first byte (RFC 3629 section 3), 0 for a byte no sequence begins with. */
function sequenceLength(lead: number): number {
  if (lead < 0x80) return 1;
  if (lead < 0xc2) return 0;
  if (lead < 0xe0) return 2;
  if (lead < 0xf0) return 3;
  return lead < 0xf5 ? 4 : 0;
}

/** Decodes `%41%C3%A9...`; `%2F` and whatever is not UTF-8 stay as they were sent. */
function decodeRun(run: string): string {
  const bytes = Uint8Array.from(run.slice(1).split('%'), (hex) => parseInt(hex, 16));
  let text = '';
  for (let at = 0; at < bytes.length;) {
    const lead = bytes[at] ?? 0;
    const length = sequenceLength(lead);
    const decoded = lead === 0x2f || length === 0 ? undefined : decodeSequence(bytes.subarray(at, at + length));
    text += decoded ?? run.slice(at * 3, at * 3 + 3);
    at += decoded === undefined ? 1 : length;
  }
  return text;
}

function decodeSequence(bytes: Uint8Array): string | undefined {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return undefined;
  }
}

function withoutDotSegments(path: string): string {
  const kept: string[] = [];
  const segments = path.split('/');
  for (const [index, segment] of segments.entries()) {
    const last = index === segments.length - 1;
    if (segment === '..' && kept.length > 1) kept.pop();
    if (segment !== '.' && segment !== '..') kept.push(segment);
    else if (last) kept.push('');
  }
  return kept.join('/');
}

/**
 * The path as the host's web server (Kestrel) hands it to routing: decoded once except `%2F`, dot segments removed.
 *
 * @param rawPath the path of the request line, without query string
 * @returns undefined for a path Kestrel refuses with 400 (a NUL, or a character that must be escaped)
 */
export function decodePath(rawPath: string): string | undefined {
  if (!/^\/[!-~]*$/.test(rawPath) || rawPath.includes('%00')) return undefined;
  const decoded = rawPath.includes('%') ? rawPath.replace(/(?:%[0-9a-f]{2})+/gi, decodeRun) : rawPath;
  return decoded.includes('/.') ? withoutDotSegments(decoded) : decoded;
}

/**
 * The path of the URL the function sees: built anew from the decoded path, as ASP.NET Core's `PathString.ToUriComponent` does.
 * `%27` and `'` have become the same by then, and so have `%252F` and `%2F`.
 */
export function encodePath(path: string): string {
  return path.replace(/%(?![0-9a-f]{2})|[^A-Za-z0-9\-._~!$&'()*+,;=:@/%]/giu, (character) =>
    encodeURIComponent(character),
  );
}
