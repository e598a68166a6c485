const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Bytes a UTF-8 sequence has by its first byte (RFC 3629 section 3), 0 for a byte no sequence begins with. */
function sequenceLength(lead: number): number {
  if (lead < 0x80) return 1;
  if (lead < 0xc2) return 0;
  if (lead < 0xe0) return 2;
  if (lead < 0xf0) return 3;
  return lead < 0xf5 ? 4 : 0;
}

function decodeSequence(bytes: Uint8Array): string | undefined {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return undefined;
  }
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

/** A path as the platform's web server (Kestrel) reads it: decoded once except `%2F`, dot segments removed. */
export function decodedPath(sent: string): string {
  const decoded = sent.includes('%') ? sent.replace(/(?:%[0-9a-f]{2})+/gi, decodeRun) : sent;
  return decoded.includes('/.') ? withoutDotSegments(decoded) : decoded;
}

/**
 * What becomes of a path on its way to the service: the platform's web server decodes it, and its proxy (YARP) escapes what
 * came of that again, each `%` that is left as `%25`. So `%2F` and `%252F` both arrive as `%252F`.
 *
 * @param sent a path as its sender wrote it, with its leading slash
 */
export function arrivingPath(sent: string): string {
  return decodedPath(sent).replace(/[^A-Za-z0-9\-._~!$&'()*+,;=:@/]/gu, (character) =>
    // Half of a character outside the Basic Multilingual Plane has no escape of its own.
    encodeURIComponent(character.toWellFormed()),
  );
}
