import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** What a program did. */
export interface CommandRun {
  readonly stdout: string;
  readonly stderr: string;
  /** The environment at the end of a script. */
  readonly environment: Readonly<Record<string, string>>;
}

interface CommandOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly input?: string;
}

async function run(
  program: string,
  args: readonly string[],
  { cwd, env, input = '' }: CommandOptions,
): Promise<CommandRun> {
  const child = spawn(program, args, { cwd, env, stdio: ['pipe', 'pipe', 'pipe', 'pipe'], timeout: 60_000 });
  const texts = [1, 2, 3].map((at) => {
    const chunks: Buffer[] = [];
    child.stdio[at]?.on('data', (chunk: Buffer) => chunks.push(chunk));
    return chunks;
  });
  child.stdin.end(input);
  const [code] = (await once(child, 'close')) as [number | null];
  const [stdout = '', stderr = '', variables = ''] = texts.map((chunks) => Buffer.concat(chunks).toString());
  if (code !== 0) throw new Error(`${program} ended with ${code}: ${stdout}\n${stderr}`);
  const environment = variables.split('\0').flatMap((line) => {
    const [, name = '', value = ''] = /^(\w+)=(.*)$/s.exec(line) ?? [];
    return name === '' ? [] : [[name, value] as const];
  });
  return { stdout, stderr, environment: Object.fromEntries(environment) };
}

/** Runs a script as it is; it fails with its first command that fails. Its variables are part of the outcome. */
export async function runBash(script: string, options: CommandOptions): Promise<CommandRun> {
  return await run('bash', ['-eu', '-o', 'pipefail', '-c', `set -a\n${script}\nenv -0 >&3`], options);
}

/** Runs an ECMAScript module as it is. */
export async function runModule(module: string, preloaded: string, options: CommandOptions): Promise<CommandRun> {
  return await run(process.execPath, ['--import', preloaded, '--input-type=module', '-'], {
    ...options,
    input: module,
  });
}
