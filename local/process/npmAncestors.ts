import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

const shells: ReadonlySet<string> = new Set(['sh', 'dash', 'bash', 'ash', 'zsh']);

/** Parent and program name of a process, from /proc where there is one, else from ps; undefined where there is neither. */
function describe(pid: number): { readonly parent: number; readonly program: string } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [, program = '', parent] = /^\d+ \((.*)\) \S (\d+)/s.exec(stat) ?? [];
    return { parent: Number(parent), program };
  } catch {
    return describeByPs(pid);
  }
}

function describeByPs(pid: number): ReturnType<typeof describe> {
  try {
    const [, parent, program = ''] =
      /^\s*(\d+)\s+(.*)/.exec(execFileSync('ps', ['-o', 'ppid=,comm=', '-p', String(pid)], { encoding: 'utf8' })) ?? [];
    return { parent: Number(parent), program: path.basename(program.trim()) };
  } catch {
    return undefined;
  }
}

/**
 * The processes between npm and this one, npm included, when `npm run` started it: the shell and npm, or npm alone.
 * npm passes no signal on through the shell it starts, so the only sign of its end is that one of these is gone.
 */
export function npmAncestors(): readonly number[] {
  if (process.env['npm_lifecycle_event'] === undefined || process.platform === 'win32') return [];
  const parent = describe(process.ppid);
  return parent !== undefined && shells.has(parent.program) ? [process.ppid, parent.parent] : [process.ppid];
}
