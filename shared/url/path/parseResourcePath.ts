import { ODataError } from '../../errors/odataError.ts';
import type { Subject } from '../syntax/cursor.ts';
import { limits } from '../syntax/limits.ts';
import { parseWhole } from '../query/parseWhole.ts';
import { percentDecode } from '../syntax/percentDecode.ts';
import { readFirstSegment, readKeyBehind, readLaterSegment, segmentPlaces } from './readFirstSegment.ts';
import { splitPath } from './splitPath.ts';
import type { ResourceSegment } from '../syntax/syntaxTree.ts';

const subject: Subject = { name: 'The path', innerCode: 'invalidPath' };

function invalid(finding: string): ODataError {
  return new ODataError('invalidPath', finding, { target: subject.name });
}

/** Refuses dollar segments where the grammar has no place for them. */
function checkPlace(previous: ResourceSegment | undefined, { segment, at }: ResourceSegment): void {
  const isFirst = previous === undefined;
  if (segment !== 'name' && segment !== 'key' && segmentPlaces[segment].first !== isFirst) {
    const place = isFirst ? 'stands behind another segment' : 'is the first segment of a path';
    throw invalid(`The path is not valid at position ${at}: $${segment} ${place}.`);
  }
  if (isFirst || previous.segment === 'name' || previous.segment === 'key') {
    return;
  }
  const { followers } = segmentPlaces[previous.segment];
  if (followers?.includes(segment) === false) {
    throw invalid(`The path is not valid at position ${at}: this segment cannot stand behind $${previous.segment}.`);
  }
}

/** Reads one segment as it is written: two of the tree where a key stands behind a call or a `$filter(...)`. */
function readSegment(text: string, offset: number): readonly ResourceSegment[] {
  const read = offset === 0 ? readFirstSegment : readLaterSegment;
  return parseWhole(
    text,
    subject,
    (cursor) => {
      const segment = read(cursor);
      const mayHaveKey =
        segment.segment === 'filter' || (segment.segment === 'name' && segment.arguments !== undefined);
      const key = mayHaveKey ? readKeyBehind(cursor) : undefined;
      return key === undefined ? [segment] : [segment, key];
    },
    offset,
  );
}

/**
 * Parses a resource path below the service root, still percent-encoded and without a slash before it; a slash behind
 * it is tolerated, and the service root itself has no segments (URL Conventions 4.01, section 4). Each segment is
 * decoded once, and an escaped slash is one however often it was escaped. Throws 400 `invalidPath`, or `tooManyTermsInQuery` beyond the limits.
 */
export function parseResourcePath(path: string): readonly ResourceSegment[] {
  const trimmed = path.endsWith('/') ? path.slice(0, -1) : path;
  if (path === '') {
    return [];
  }
  const segments: ResourceSegment[] = [];
  let offset = 0;
  for (const encoded of splitPath(trimmed)) {
    // The platform hands on an escaped slash as %252F, as it does one that was escaped twice: no id has %2F for characters.
    const text = percentDecode(encoded, subject).replace(/%2f/gi, '/');
    if (offset + text.length > limits.path) {
      throw new ODataError('tooManyTermsInQuery', `The path is longer than ${limits.path} characters.`);
    }
    const [segment, ...key] = readSegment(text, offset);
    if (segment === undefined) throw new Error('a segment was read as none');
    checkPlace(segments.at(-1), segment);
    segments.push(segment, ...key);
    offset += text.length + 1;
  }
  return segments;
}
