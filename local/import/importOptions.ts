import { parseArgs } from 'node:util';
import { helpText } from '../process/helpText.ts';
import { projectPaths } from '../projectPaths.ts';

/** The options of `npm run import`, each with what `--help` says of it. */
const options = {
  url: { type: 'string', value: 'URL', says: 'the service; without it the app that runs in this checkout' },
  token: {
    type: 'string',
    value: 'TOKEN',
    says: 'a token for the service, with Reports.ReadWrite.All; needed with --url',
  },
  type: {
    type: 'string',
    value: 'NAME',
    says: 'the report type, such as office365ActiveUserCounts, where neither columns nor name of a file tell it',
  },
  'dry-run': {
    type: 'boolean',
    value: '',
    says: 'stores nothing, and says what would be created, updated, unchanged, older, expired and forgotten',
  },
  data: {
    type: 'string',
    value: 'FOLDER',
    says: 'where the app that runs is found and stopped imports are remembered; .local',
  },
  help: { type: 'boolean', value: '', says: 'these lines' },
} as const;

const usage = 'npm run import -- FILE.csv|FOLDER... [--url URL --token TOKEN] [--type NAME] [--dry-run]';

const purpose = [
  'Stores the rows of report files that Microsoft Graph, the admin center or this service wrote; of a folder, of every',
  'CSV file in it. A second run changes nothing, and one that was stopped is continued.',
];

/** What an import is called with. */
export interface ImportOptions {
  readonly paths: readonly string[];
  readonly url?: string | undefined;
  readonly token?: string | undefined;
  readonly type?: string | undefined;
  readonly isDryRun: boolean;
  readonly data: string;
}

/**
 * Reads the arguments of `npm run import`.
 *
 * @returns the text of `--help` where it was asked for
 * @throws Error when no file is named, or an option is none
 */
export function importOptions(args: string[]): ImportOptions | string {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      ...options,
      data: { ...options.data, default: projectPaths.data },
      help: { ...options.help, short: 'h' },
    },
  });
  const { 'dry-run': isDryRun = false, help: isAsked = false, ...others } = values;
  if (isAsked) return helpText(usage, purpose, options);
  if (positionals.length === 0) throw new Error(`A file or folder is needed.\n${usage}`);
  return { ...others, paths: positionals, isDryRun };
}
