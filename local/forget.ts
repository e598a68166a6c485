import { createInterface } from 'node:readline/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { awaitForgetting, forgetPerson } from './forget/forgetPerson.ts';
import { askOverHttp } from './import/askOverHttp.ts';
import { importTarget } from './import/importTarget.ts';
import { helpAsked } from './process/helpAsked.ts';
import { projectPaths } from './projectPaths.ts';
import { stopSignal } from './process/stopSignal.ts';

/** Time between two looks at a request, in milliseconds. */
const pause = 10_000;

const usage = 'npm run forget -- --user UPN [--name NAME]... [--mode pseudonym] [--yes] [--url URL --token T]';
const purpose = [
  'Has a person forgotten: counts the rows that name them, asks, makes the request and waits until upkeep has worked it off.',
  'Ctrl-C ends the waiting and not the request.',
];
const options = {
  user: { type: 'string', value: 'UPN', says: 'the sign-in name' },
  name: {
    type: 'string',
    multiple: true,
    value: 'NAME',
    says: 'a further name: earlier sign-in name, display name, user id',
  },
  mode: { type: 'string', value: 'M', says: 'delete, or pseudonym: a random name takes the place of all; delete' },
  yes: { type: 'boolean', value: '', says: 'does not ask' },
  request: { type: 'string', value: 'ID', says: 'tells what became of a request made before, and waits for it' },
  url: { type: 'string', value: 'URL', says: 'the service; the app that runs in this checkout' },
  token: {
    type: 'string',
    value: 'T',
    says: 'a token of an application with Reports.Forget.All, and Reports.Read.All to count',
  },
  data: { type: 'string', value: 'FOLDER', says: 'where the app that runs is found; .local' },
} as const;

async function confirm(question: string): Promise<boolean> {
  if (!process.stdin.isTTY)
    throw new Error(`Nobody can be asked here: ${question} --yes answers it. Nothing was requested.`);
  const asking = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return /^y(?:es)?$/i.test((await asking.question(`${question} [y/N] `)).trim());
  } finally {
    asking.close();
  }
}

/** `npm run forget`: has a person forgotten, and tells what became of it. */
export async function main(args: string[]): Promise<void> {
  if (helpAsked(args, { usage, purpose, options })) return;
  const { values } = parseArgs({ args, options });
  const { user, name = [], mode = 'delete', yes = false, request, url, token, data = projectPaths.data } = values;
  if ((user === undefined) === (request === undefined)) throw new Error(`--user or --request is needed. ${usage}`);
  const roles = ['Reports.Forget.All', 'Reports.Read.All'];
  const ask = askOverHttp(await importTarget({ url, token, roles }, data));
  const signal = stopSignal();
  const tell = (line: string): void => console.log(line);
  const wait = async (): Promise<boolean> => await sleep(pause, true, { signal }).catch(() => false);
  if (request !== undefined) {
    await awaitForgetting({ ask, tell, wait }, request);
    return;
  }
  const names = [user ?? '', ...name];
  const always = async (): Promise<boolean> => await Promise.resolve(true);
  const made = await forgetPerson({ ask, names, mode, tell, wait, confirm: yes ? always : confirm });
  if (made === undefined) console.log('Nothing was requested.');
}
