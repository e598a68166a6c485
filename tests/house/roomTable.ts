import type { Project } from './readProject.ts';

/** A line of the table of rooms in docs/architecture.md. */
export interface Room {
  /** A folder such as `shared/url`, or `functions`. */
  readonly name: string;
  /** Rooms it may import. */
  readonly rooms: readonly string[];
  /** Packages it may import. */
  readonly packages: readonly string[];
  /** Packages it may import by `import('...')` only, marked `(on use)`. */
  readonly packagesOnUse: readonly string[];
}

const codeWords = (cell: string): readonly string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word);

/** Reads the table under the heading "Rooms" of docs/architecture.md, in its order: from the floor up. */
export function roomTable(project: Project): readonly Room[] {
  const section = /^## Rooms$([^]*?)(?=^## )/m.exec(project.text('docs/architecture.md'))?.[1] ?? '';
  return section.split('\n').flatMap((line) => {
    const [, name = '', rooms = '', packages = ''] = line.split('|');
    const [room] = codeWords(name);
    if (room === undefined) return [];
    const onUse = /`([^`]+)` \(on use\)/g;
    return {
      name: room,
      rooms: codeWords(rooms),
      packages: codeWords(packages.replace(onUse, '')),
      packagesOnUse: [...packages.matchAll(onUse)].map(([, word = '']) => word),
    };
  });
}

/**
 * The room a file is in; undefined for tests and whatever else has no room. A folder within a room of `shared` is a room
 * of its own, but for the services of the model, whose files are declarations alike.
 */
export function roomOf(file: string): string | undefined {
  const [top = '', ...folders] = file.split('/').slice(0, -1);
  if (top === 'shared') return [top, ...folders.slice(0, folders[0] === 'model' ? 1 : 2)].join('/');
  return top === 'functions' || top === 'web' || top === 'local' ? top : undefined;
}
