import type { AskService } from '../../shared/collect/ledger/askService.ts';
import { reasonIn } from '../../shared/errors/reasonIn.ts';
import { registerName } from '../../shared/forget/registerName.ts';
import { countNamed } from './countNamed.ts';
import { type ForgetRequest, receipt } from './receipt.ts';

/** Who is to be forgotten, and how that is told and asked. */
export interface ForgetPerson {
  readonly ask: AskService;
  readonly names: readonly string[];
  readonly mode: string;
  readonly tell: (line: string) => void;
  /** Asks a question that yes or no answers. */
  readonly confirm: (question: string) => Promise<boolean>;
  /** Waits between two looks; false when nobody waits any more. */
  readonly wait: () => Promise<boolean>;
}

const accept = { Accept: 'application/json' };

/** Reads a request. Throws what the service says when it does not give it. */
export async function readForgetRequest(ask: AskService, id: string): Promise<ForgetRequest> {
  const { status, body } = await ask({
    method: 'GET',
    path: `${registerName}('${encodeURIComponent(id)}')`,
    headers: accept,
  });
  if (status === 200) return JSON.parse(body) as ForgetRequest;
  throw new Error(`The service answered ${status}: ${reasonIn(body)}`);
}

/** Waits until all rows were looked at for a request, or nobody waits any more, and tells what became of it. */
export async function awaitForgetting({ ask, tell, wait }: Pick<ForgetPerson, 'ask' | 'tell' | 'wait'>, id: string) {
  let told = '';
  for (;;) {
    const request = await readForgetRequest(ask, id);
    const state = `${request.state}, ${request.rowsLookedAt} rows looked at`;
    if (state !== told) tell(state);
    told = state;
    const isWalked = request.state === 'walked' || request.state === 'done';
    if (isWalked || !(await wait())) {
      for (const line of receipt(request)) tell(line);
      if (!isWalked)
        tell(`Upkeep works it off, every night at 3:20 UTC; npm run forget -- --request ${id} tells how far it is.`);
      return request;
    }
  }
}

/**
 * Has a person forgotten: counts the rows that name them, asks, makes the request, and waits until all rows were looked at.
 *
 * @returns the request as it stands; undefined when the answer was no
 * @throws Error with what the service says when it refuses
 */
export async function forgetPerson(task: ForgetPerson): Promise<ForgetRequest | undefined> {
  const { ask, names, mode, tell, confirm } = task;
  const counted = await countNamed(ask, names);
  let sum = 0;
  for (const { set, rows } of counted) {
    if (typeof rows === 'number') sum += rows;
    if (rows !== 0) tell(`${set}: ${rows}`);
  }
  const what = mode === 'delete' ? 'Delete them' : 'Put a pseudonym in the place of the names';
  const question = `${sum} rows name this person under ${names.length} ${names.length === 1 ? 'name' : 'names'}. ${what}, and keep the names out from now on?`;
  if (!(await confirm(question))) return undefined;
  const { status, body } = await ask({
    method: 'POST',
    path: registerName,
    headers: { ...accept, 'Content-Type': 'application/json' },
    body: JSON.stringify({ names, mode }),
  });
  if (status !== 201) throw new Error(`The service answered ${status}: ${reasonIn(body)}`);
  const { id } = JSON.parse(body) as ForgetRequest;
  tell(`Request ${id} was made.`);
  return await awaitForgetting(task, id);
}
