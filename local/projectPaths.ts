import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** Where the parts of a checkout are; absolute paths. */
export const projectPaths = {
  root,
  /** Entry point of the function app. */
  entry: path.join(root, 'functions', 'main.ts'),
  /** What the build makes; see {@link builtPaths}. */
  dist: path.join(root, 'dist'),
  /** Data of the embedded parts and where they listen, never committed; LOCAL_DATA names another folder. */
  data: path.resolve(process.env['LOCAL_DATA'] ?? path.join(root, '.local')),
  localSettings: path.join(root, 'local.settings.json'),
} as const;

/** What the build leaves in its output folder. */
export function builtPaths(dist: string) {
  return {
    /** The deployable package. */
    package: path.join(dist, 'package'),
    /** The local functions host, bundled so that its process needs no TypeScript loader. */
    host: path.join(dist, 'local', 'hostProcess.cjs'),
    /** Written last; as old as the begin of the build. */
    marker: path.join(dist, 'built'),
    /** Exists while a process builds. */
    lock: path.join(dist, 'building'),
  } as const;
}
