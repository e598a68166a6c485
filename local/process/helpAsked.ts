import { helpText } from './helpText.ts';

/** What `--help` says of a command. */
interface CommandHelp {
  readonly usage: string;
  readonly purpose: readonly string[];
  readonly options?: Parameters<typeof helpText>[2];
}

/** Prints what a command does when `--help` or `-h` is among its arguments, and tells whether it was. */
export function helpAsked(args: readonly string[], { usage, purpose, options = {} }: CommandHelp): boolean {
  const isAsked = args.includes('--help') || args.includes('-h');
  if (isAsked) console.log(helpText(usage, purpose, { ...options, help: { value: '', says: 'these lines' } }));
  return isAsked;
}
