import { spawn } from 'node:child_process';

/** What a run of the compiler came to. */
export interface BicepRun {
  readonly code: number;
  readonly stdout: string;
  /** Errors and warnings stand here. */
  readonly stderr: string;
}

/** Runs the Bicep compiler at a path; one that cannot be started ends with the code 127. */
export async function runBicep(compiler: string, args: readonly string[]): Promise<BicepRun> {
  return await new Promise((resolve) => {
    const child = spawn(compiler, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (text: Buffer) => (stdout += text.toString()));
    child.stderr.on('data', (text: Buffer) => (stderr += text.toString()));
    child.once('error', (error) => resolve({ code: 127, stdout, stderr: error.message }));
    child.once('close', (code) => resolve({ code: code ?? 1, stdout, stderr }));
  });
}
