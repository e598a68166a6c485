// Every Markdown file of the project: what its blocks are, that what it names and links to exists. What can be run of them is
// run in requests.test.ts.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { projectPaths } from '../../local/projectPaths.ts';
import { office365ActiveUserCounts } from '../../shared/model/microsoft365/office365ActiveUserCounts.ts';
import { isAnswer, isElsewhere, isRun, languageTable, runElsewhere } from './languageTable.ts';
import { blocksOf, readDocuments, type Block } from './readDocuments.ts';

const documents = readDocuments();
const blocks = documents.flatMap((document) => document.blocks);
const where = ({ file, line }: Block): string => `${file}:${line}`;
const read = (file: string): string => readFileSync(path.join(projectPaths.root, file), 'utf8');
const { scripts } = JSON.parse(read('package.json')) as { readonly scripts: Readonly<Record<string, string>> };

/** Text outside of fenced blocks. */
const proseOf = (text: string): string => text.replaceAll(/^( *)```.*?^\1```$/gms, '');

/** Names of the headings of a text as GitHub makes them into anchors. */
function anchorsOf(text: string): ReadonlySet<string> {
  const seen = new Map<string, number>();
  const headings = [...proseOf(text).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => {
    const words = heading
      .trim()
      .replaceAll(/\[([^[\]]*)\]\([^()]*\)/g, '$1')
      .toLowerCase();
    const anchor = words.replaceAll(/[^\p{L}\p{N}_ -]/gu, '').replaceAll(' ', '-');
    const count = seen.get(anchor) ?? 0;
    seen.set(anchor, count + 1);
    return count === 0 ? anchor : `${anchor}-${count}`;
  });
  return new Set(headings);
}

test('all documents are read', () => {
  const files = documents.map(({ file }) => file);
  expect(files).toEqual(
    expect.arrayContaining(['README.md', 'CONTRIBUTING.md', 'AGENTS.md', 'SECURITY.md', 'docs/clients.md']),
  );
});

describe('blocks', () => {
  test('are in a language of the table', () => {
    expect(blocks.filter(({ language }) => !(language in languageTable)).map(where)).toEqual([]);
  });

  test('are run, or show an answer to what is, or say why not', () => {
    const silent = blocks.filter(
      (block) =>
        block.language !== '' && !isAnswer(block) && !isElsewhere(block) && !isRun(block) && block.notRun === undefined,
    );
    expect(silent.map(where)).toEqual([]);
  });

  test('that are not run are of the languages that may stand so', () => {
    const unrun = blocks.filter(({ notRun }) => notRun !== undefined);
    const wrong = unrun.filter((block) => {
      const { mayStand, mayStandIf = () => true } = languageTable[block.language] ?? {};
      return mayStand === undefined || !mayStandIf(block);
    });
    expect(wrong.map(where)).toEqual([]);
  });

  test('of PowerShell say that no PowerShell ran them', () => {
    const silent = blocks.filter(({ language, notRun }) => language === 'powershell' && notRun === undefined);
    expect(silent.map(where)).toEqual([]);
  });

  test('without a language hold no command', () => {
    const commands = /^[ \t]*(?:\$ )?(?:npm|npx|curl|node|az|azd|func|git) /m;
    expect(blocks.filter(({ language, text }) => language === '' && commands.test(text)).map(where)).toEqual([]);
  });

  test('of JSON are JSON', () => {
    const json = blocks.filter(({ language }) => language === 'json');
    for (const block of json) expect(() => JSON.parse(block.text) as unknown).not.toThrow();
  });

  test('with commands that are run elsewhere name scripts of package.json', () => {
    for (const command of Object.keys(runElsewhere))
      expect(Object.keys(scripts)).toContain(command.replace(/^npm (?:run )?/, ''));
  });

  test('in lists are read without their indent', () => {
    const text = '1. One\n\n   <!-- not run: it is far -->\n   ```sh\n   a\n     b\n   ```\n';
    const [block] = blocksOf('x.md', text);
    expect(block).toEqual({ file: 'x.md', line: 4, language: 'sh', text: 'a\n  b\n', notRun: 'it is far' });
  });
});

describe('names', () => {
  test('every npm script exists', () => {
    const used = documents.flatMap(({ file, text }) =>
      [...text.matchAll(/\bnpm (?:(?:run )(?:--silent )?([\w:-]+)|(start|test)\b)/g)].map(
        ([, run, lifecycle]) => [file, run ?? lifecycle ?? ''] as const,
      ),
    );
    expect(used.filter(([, name]) => !(name in scripts))).toEqual([]);
  });

  test('every setting is one the app reads, and is in docs/settings.md', () => {
    const settings = read('docs/settings.md');
    const folders = ['shared/settings', 'shared/telemetry', 'local'];
    const sources = folders.flatMap((folder) =>
      readdirSync(path.join(projectPaths.root, folder))
        .filter((name) => name.endsWith('.ts'))
        .map((name) => read(`${folder}/${name}`)),
    );
    // Parts of a name, because the properties of a connection are put behind its name.
    const words = new Set(sources.flatMap((source) => source.split(/[^A-Za-z0-9_]+|__/)));
    const isRead = (name: string): boolean => name.split('__').every((part) => words.has(part));
    const used = documents.flatMap(({ text }) =>
      [...text.matchAll(/`((?:AUTH|COLLECTOR|OTEL|APPLICATIONINSIGHTS)_[A-Z_]+|ReportsStorage\w*|PUBLIC_URL)\b/g)].map(
        ([, name = '']) => name,
      ),
    );
    const unknown = [...new Set(used)].filter((name) => !settings.includes(`\`${name}\``) || !isRead(name));
    expect(unknown).toEqual([]);
  });

  test('columns of docs/readers.md are those of the report', () => {
    const [, table = ''] = /^\| Column .*\n\|.*\n((?:\|.*\n)+)/m.exec(read('docs/readers.md')) ?? [];
    const columns = [...table.matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name);
    expect(columns).toEqual([
      'id',
      ...Object.keys(office365ActiveUserCounts.properties).filter((name) => name !== 'id'),
    ]);
  });

  test('what azd sets reaches infra/', () => {
    const parameters = read('infra/main.parameters.json');
    const used = documents.flatMap(({ text }) => [...text.matchAll(/azd env set (\w+)/g)].map(([, name = '']) => name));
    expect(used).toContain('COLLECTOR_SCHEDULE');
    expect(used.filter((name) => !parameters.includes(`\${${name}`))).toEqual([]);
  });
});

describe.each(documents.map(({ file, text }) => [file, text] as const))('links of %s', (file, text) => {
  const links = [...proseOf(text).matchAll(/(!?)\[([^[\]]*)\]\((?!https?:|mailto:)([^)\s]+)\)/g)].map(
    ([, image = '', words = '', target = '']) => ({ image: image === '!', words, target }),
  );
  const fileOf = (target: string): string => path.posix.join(path.posix.dirname(file), target.replace(/#.*/, ''));

  test('lead to files and headings that exist', () => {
    const dead = links.filter(({ target }) => {
      const [, anchor] = target.split('#');
      const to = target.startsWith('#') ? file : fileOf(target);
      if (!existsSync(path.join(projectPaths.root, to))) return true;
      return anchor !== undefined && !anchorsOf(read(to)).has(anchor);
    });
    expect(dead).toEqual([]);
  });

  test('to pictures say what is in them', () => {
    expect(links.filter(({ image, words }) => image && words.length < 20)).toEqual([]);
  });

  test('lead to drawings of our own that are legible on light and on dark pages', () => {
    const drawings = links
      .filter(({ target }) => target.startsWith('images/'))
      .map(({ target }) => read(fileOf(target)));
    for (const drawing of drawings) {
      expect(drawing).toMatch(/<svg [^>]*role="img"/);
      expect(drawing).toMatch(/<title\b/);
      expect(drawing).toContain('prefers-color-scheme: dark');
      expect(drawing).not.toMatch(/<image|<script|href=|url\(http/);
    }
  });
});
