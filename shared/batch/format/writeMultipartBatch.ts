import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import { isFailure, type Answered } from '../contract/answered.ts';

/** The answer to a multipart batch and its Content-Type. */
export interface MultipartBody {
  readonly contentType: string;
  readonly body: string;
}

const newLine = '\r\n';

function lines(headers: Readonly<Record<string, string>>): string {
  return Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}${newLine}`)
    .join('');
}

function writeAnswer({ id, response }: Answered): string {
  const { status, headers, body } = response;
  const text = body === undefined || typeof body === 'string' ? (body ?? '') : Buffer.from(body).toString();
  const length = body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(text)) };
  const identity = id === undefined ? {} : { 'Content-ID': id.replace(/[\r\n]/g, ' ') };
  return [
    lines({ 'Content-Type': 'application/http', 'Content-Transfer-Encoding': 'binary', ...identity }),
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}${newLine}${lines({ ...headers, ...length })}`,
    text,
  ].join(newLine);
}

function writeParts(parts: readonly string[], prefix: string): MultipartBody {
  const boundary = `${prefix}_${randomUUID()}`;
  const body = parts.map((part) => `--${boundary}${newLine}${part}${newLine}`).join('');
  // The boundary stands last and unquoted: there are clients that look for it so.
  return { contentType: `multipart/mixed; boundary=${boundary}`, body: `${body}--${boundary}--` };
}

/**
 * A change set is answered part by part, an empty one by a part that holds none; when it failed, by one error for the whole
 * (Protocol 4.01, 11.7.7.6).
 */
function writeUnit(answers: readonly Answered[]): string {
  const [first] = answers;
  if (first !== undefined && first.group === undefined) return writeAnswer(first);
  const failures = answers.filter(isFailure);
  const reason = failures.find(({ response: { status } }) => status !== 424) ?? failures[0];
  if (reason !== undefined) return writeAnswer(reason);
  const { contentType, body } = writeParts(answers.map(writeAnswer), 'changesetresponse');
  return `${lines({ 'Content-Type': contentType })}${newLine}${body}`;
}

/**
 * The answer to a batch in the multipart format. One to a batch in JSON is flat, and each part has the identifier of its
 * request.
 */
export function writeMultipartBatch(
  units: readonly (readonly Answered[])[],
  form: 'json' | 'multipart',
): MultipartBody {
  const parts = form === 'json' ? units.flat().map(writeAnswer) : units.map(writeUnit);
  const { contentType, body } = writeParts(parts, 'batchresponse');
  return { contentType, body: body + newLine };
}
