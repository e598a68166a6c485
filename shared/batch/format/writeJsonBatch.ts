import { parseMediaType } from '../../headers/mediaType.ts';
import type { Answered, WholeResponse } from '../contract/answered.ts';

/** A body by its media type: JSON as it stands, text as a string, all else base64url-encoded (JSON Format 4.01, 19.5). */
function writeBody({ headers, body }: WholeResponse): string {
  if (body === undefined) return '';
  const essence = parseMediaType(headers['Content-Type'] ?? '')?.essence;
  const text = typeof body === 'string' ? body : Buffer.from(body).toString();
  if (essence === 'application/json') return `,"body":${text}`;
  if (essence?.startsWith('text/') === true) return `,"body":${JSON.stringify(text)}`;
  return `,"body":"${Buffer.from(body).toString('base64url')}"`;
}

function writeAnswer({ id, group, response }: Answered): string {
  const name = group === undefined ? '' : `"atomicityGroup":${JSON.stringify(group)},`;
  const { status, headers } = response;
  const head = `{"id":${JSON.stringify(id ?? '')},${name}"status":${status},"headers":${JSON.stringify(headers)}`;
  return `${head}${writeBody(response)}}`;
}

/** The answer to a batch in JSON (JSON Format 4.01, 19.5). */
export function writeJsonBatch(answers: readonly Answered[]): string {
  return `{"responses":[${answers.map(writeAnswer).join(',')}]}`;
}
