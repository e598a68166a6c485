import type { Project } from './readProject.ts';
import { roomOf, roomTable } from './roomTable.ts';
import type { Rule } from './rule.ts';

/** Imports of one file or room by another, one line per pair. */
function roomsAreInTable(project: Project): readonly string[] {
  const known = new Set(roomTable(project).map(({ name }) => name));
  const used = new Set(project.modules.flatMap(({ path }) => roomOf(path) ?? []));
  return [...used].filter((room) => !known.has(room)).map((room) => `${room} has no line in docs/architecture.md`);
}

function tableGoesDown(project: Project): readonly string[] {
  const rooms = roomTable(project);
  return rooms.flatMap((room, index) => {
    const below = new Set(rooms.slice(0, index).map(({ name }) => name));
    return room.rooms
      .filter((name) => !below.has(name))
      .map((name) => `docs/architecture.md lets ${room.name} import ${name}, which is not below it`);
  });
}

function roomImports(project: Project): readonly string[] {
  const rooms = new Map(roomTable(project).map((room) => [room.name, new Set([room.name, ...room.rooms])]));
  return project.modules.flatMap(({ path, imports }) => {
    const from = roomOf(path);
    if (from === undefined) return [];
    return imports
      .filter(({ target, isFile }) => isFile && rooms.get(from)?.has(roomOf(target) ?? target) !== true)
      .map(
        ({ target }) => `${path} imports ${target}, which the line of ${from} in docs/architecture.md does not allow`,
      );
  });
}

function unusedPermissions(project: Project): readonly string[] {
  const used = new Set(
    project.modules.flatMap(({ path, imports }) =>
      imports.map(({ target, isFile }) => `${String(roomOf(path))} ${isFile ? String(roomOf(target)) : target}`),
    ),
  );
  return roomTable(project).flatMap(({ name, rooms, packages, packagesOnUse }) =>
    [...rooms, ...packages, ...packagesOnUse]
      .filter((allowed) => !used.has(`${name} ${allowed}`))
      .map((allowed) => `docs/architecture.md lets ${name} import ${allowed}, which it does not`),
  );
}

function packageImports(project: Project): readonly string[] {
  const rooms = new Map(roomTable(project).map((room) => [room.name, room]));
  return project.modules.flatMap(({ path, imports }) => {
    const from = roomOf(path);
    const room = from === undefined ? undefined : rooms.get(from);
    if (from === undefined) return [];
    return imports
      .filter(
        ({ target, isFile }) => !isFile && !target.startsWith('node:') && room?.packages.includes(target) !== true,
      )
      .filter(
        ({ target, isType, isDynamic }) => !((isType || isDynamic) && room?.packagesOnUse.includes(target) === true),
      )
      .map(
        ({ target }) => `${path} imports ${target}, which the line of ${from} in docs/architecture.md does not allow`,
      );
  });
}

/** Cycles of files, each as the path from a file back to itself; found by depth-first search. */
function importCycles(project: Project): readonly string[] {
  const targets = new Map(
    project.modules.map(({ path, imports }) => [path, imports.flatMap(({ target, isFile }) => (isFile ? target : []))]),
  );
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (file: string, trail: readonly string[]): void => {
    const start = trail.indexOf(file);
    if (start >= 0) cycles.push([...trail.slice(start), file].join(' -> '));
    if (start >= 0 || done.has(file)) return;
    for (const target of targets.get(file) ?? []) visit(target, [...trail, file]);
    done.add(file);
  };
  for (const file of targets.keys()) visit(file, []);
  return cycles;
}

/** Who may import whom: the table of rooms in docs/architecture.md is the rule. */
export const roomRules: readonly Rule[] = [
  {
    title: 'every room has a line in the table of docs/architecture.md',
    check: roomsAreInTable,
    bad: { 'shared/attic/box.ts': '/** A box. */\nexport const box = 1;\n' },
    finding: /^shared\/attic has no line/,
  },
  {
    title: 'imports only go down: a line of the table names only rooms above it in the table',
    check: tableGoesDown,
    bad: {
      'docs/architecture.md': '## Rooms\n| `shared/errors` | `shared/model` | |\n| `shared/model` | | |\n## Next\n',
    },
    finding: /lets shared\/errors import shared\/model, which is not below it/,
  },
  {
    title: 'each room imports only the rooms its line allows',
    check: roomImports,
    bad: {
      'shared/errors/high.ts': "import type { Teams } from '../model/model.ts';\nexport type High = Teams;\n",
      'shared/errors/late.ts': "export const late = () => import('../model/model.ts');\n",
    },
    finding: /errors\/high.ts imports shared\/model\/model.ts.*\n.*errors\/late.ts imports shared\/model/,
  },
  {
    title: 'libraries are imported only by the room they belong to',
    check: packageImports,
    bad: { 'shared/model/key.ts': "import { jwtVerify } from 'jose';\nexport const key = jwtVerify;\n" },
    finding: /^shared\/model\/key.ts imports jose/,
  },
  {
    title: 'libraries marked "on use" are imported dynamically only',
    check: packageImports,
    bad: {
      'functions/main.ts': "import { DefaultAzureCredential } from '@azure/identity';\nnew DefaultAzureCredential();\n",
    },
    finding: /^functions\/main.ts imports @azure\/identity/,
  },
  {
    title: 'the table allows nothing that is not used',
    check: unusedPermissions,
    bad: { 'functions/main.ts': '/** Nothing. */\nexport {};\n' },
    finding: /lets functions import shared\/model, which it does not/,
  },
  {
    title: 'there are no import cycles, imports of types included',
    check: importCycles,
    bad: {
      'tests/one.ts': "import type { Two } from './two.ts';\nexport type One = Two;\n",
      'tests/two.ts': "import { three } from './three.ts';\nexport type Two = typeof three;\n",
      'tests/three.ts': "export type { One } from './one.ts';\nexport const three = 3;\n",
    },
    finding: /tests\/one.ts -> tests\/two.ts -> tests\/three.ts -> tests\/one.ts/,
  },
];
