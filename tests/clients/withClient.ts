import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const packages = path.join(__dirname, 'node_modules');

/** How a client is generated and used. */
export interface GeneratedClient {
  /** Program of the generator, below node_modules. */
  readonly generator: string;
  /** Its arguments, given the file of the metadata, which it may write itself, and the folder to write to. */
  readonly args: (metadata: string, output: string) => readonly string[];
  /** A TypeScript file that uses the client, which it finds beside itself. */
  readonly program: string;
}

/** A strict compiler; only what the generators' own packages declare is not its business. */
const compilerOptions = {
  strict: true,
  noUncheckedIndexedAccess: true,
  noImplicitReturns: true,
  target: 'es2022',
  module: 'commonjs',
  moduleResolution: 'bundler',
  lib: ['es2022'],
  types: ['node'],
  skipLibCheck: true,
};

/** Runs a program of a package; what it printed becomes the message of its failure. */
async function runProgram(cwd: string, program: string, ...args: readonly string[]): Promise<void> {
  await run(process.execPath, [path.join(packages, program), ...args], { cwd }).catch((error: unknown) => {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`${program}: ${stdout}${stderr}`);
  });
}

/** Generates a client from metadata, or from what the generator fetches, compiles it with the program that uses it, and loads the program, all within `use`. */
export async function withClient(
  metadata: string | undefined,
  { generator, args, program }: GeneratedClient,
  use: (program: unknown) => Promise<void>,
): Promise<void> {
  // Below node_modules, so that the generated files find the packages they import.
  await mkdir(path.join(packages, '.cache'), { recursive: true });
  const folder = await mkdtemp(path.join(packages, '.cache', 'client-'));
  try {
    const [source, output, compiled] = ['reports.xml', 'client', 'compiled'].map((name) => path.join(folder, name));
    if (metadata !== undefined) await writeFile(source!, metadata);
    const config = { compilerOptions: { ...compilerOptions, rootDir: output, outDir: compiled }, include: ['client'] };
    await writeFile(path.join(folder, 'tsconfig.json'), JSON.stringify(config));
    await writeFile(path.join(folder, 'package.json'), '{ "type": "commonjs" }');
    await runProgram(folder, generator, ...args(source!, output!));
    await copyFile(path.join(__dirname, program), path.join(output!, 'program.ts'));
    await runProgram(folder, 'typescript/bin/tsc', '-p', folder);
    await use(await import(path.join(compiled!, 'program.js')));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
