import type { Block } from './readDocuments.ts';

/** What becomes of the blocks of a language. */
interface Language {
  /** How a block is run; absent when blocks of the language document answers or are never run. */
  readonly runs?: 'bash' | 'node' | 'sent';
  /** Documents the answer to what was run before it. */
  readonly answers?: true;
  /** Why a block may stand unrun, given the reason in its document; absent when it may not. */
  readonly mayStand?: string;
  /** Which of them: all unless given. */
  readonly mayStandIf?: (block: Block) => boolean;
}

/** Every language a document may use. */
export const languageTable: Readonly<Record<string, Language>> = {
  sh: {
    runs: 'bash',
    mayStand: 'what it calls is a service of others',
    mayStandIf: ({ text }) => text.includes('https://'),
  },
  js: { runs: 'node' },
  http: { runs: 'sent', answers: true },
  powershell: {
    runs: 'sent',
    mayStand: 'there need not be a PowerShell; requests by Invoke-RestMethod are read and sent all the same',
  },
  json: { answers: true, mayStand: 'it belongs in a file or setting of the reader' },
  csv: { answers: true },
  text: { answers: true },
  azurecli: { mayStand: 'it needs a subscription and a tenant' },
  kusto: { mayStand: 'it needs Log Analytics' },
  powerquery: { mayStand: 'it needs Excel or Power BI' },
  /** Without a language: drawings and lines of a log. */
  '': {},
};

/** A documented answer, as opposed to a request in the same language. */
export const isAnswer = ({ language, text }: Block): boolean =>
  languageTable[language]?.answers === true && (language !== 'http' || text.startsWith('HTTP/'));

/** Commands that are not run with a document, whole blocks of them, and where they are run. */
export const runElsewhere: Readonly<Record<string, string>> = {
  'npm start': 'it does not end; the app these tests talk to was started by it',
  'npm test': 'these tests are part of it',
  'npm run postman': 'tests/clients/newman.test.ts',
  'npm run check': '.ci/run',
  'npm run build': '.ci/run; here it would replace what other tests run',
};

/** Whether the commands of a block run elsewhere. */
export function isElsewhere({ language, text }: Block): boolean {
  return (
    language === 'sh' &&
    text
      .trim()
      .split('\n')
      .every((line) => line.replace(/(?<! ) *#.*/, '') in runElsewhere)
  );
}

/** Whether a block is to be run with its document. */
export function isRun(block: Block): boolean {
  if (isAnswer(block) || isElsewhere(block)) return false;
  if (block.language === 'powershell') return block.text.includes('Invoke-RestMethod');
  return languageTable[block.language]?.runs !== undefined && block.notRun === undefined;
}
