import { execFileSync } from 'node:child_process';

/** What a build is called in the tables: the commit of its checkout, and whether files differ from it. */
export function buildName(checkout: string): string {
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-C', checkout, ...args], { encoding: 'utf8' }).trim();
  // What a run writes itself.
  const written = [':!docs/performance.md', ':!docs/cost.svg'];
  const hasChanges = git('status', '--porcelain', '--', '.', ...written) !== '';
  return `build ${git('rev-parse', '--short=7', 'HEAD')}${hasChanges ? ' with changes' : ''}`;
}
