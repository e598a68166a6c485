import type { Project } from './readProject.ts';
import type { Rule } from './rule.ts';

/** Written so that none of them matches its own line. */
const secrets: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['a private key', /-{5}BEGIN [A-Z ]*PRIVATE KEY-{5}/],
  ['a token', /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}/],
  ['a key of a storage account', /AccountKey=[A-Za-z0-9+/]{40,}/i],
  ['a shared access signature', /[?&]sig=[A-Za-z0-9%+/]{20,}/i],
  ['a private JSON Web Key', /"d"\s*:\s*"[\w-]{40,}"/],
];

/** The account key every storage emulator has; published by Microsoft, and no secret. */
const emulatorKey = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';

const place = /(?<![\w.:/~-])\/(?:tmp|root|home|Users|wor[k])\/[a-z]/i;

function eachLine(project: Project, find: (line: string) => string | undefined): readonly string[] {
  return project.paths
    .filter((file) => !file.endsWith('package-lock.json'))
    .flatMap((file) =>
      project
        .text(file)
        .replaceAll(emulatorKey, '')
        .split('\n')
        .flatMap((line, index) => {
          const finding = find(line);
          return finding === undefined ? [] : `${file}:${index + 1} holds ${finding}`;
        }),
    );
}

/** Words of the samples below, apart from what they would make up: the samples are no hits themselves. */
const [rsa, jwt, key, home] = ['RSA PRIVATE', 'eyJ', 'Key', '/home'];

/** What must never be in the repository. */
export const secretRules: readonly Rule[] = [
  {
    title: 'no file holds a secret',
    check: (project) => eachLine(project, (line) => secrets.find(([, pattern]) => pattern.test(line))?.[0]),
    bad: {
      'docs/key.md': `-----BEGIN ${rsa} KEY-----\n`,
      'docs/token.md': `curl -H "Authorization: Bearer ${jwt}hbGciOiJub25lIn0.${jwt}zdWIiOiJ1c2VyIn0.x"\n`,
      'local.settings.json': `{ "ReportsStorage": "AccountName=a;Account${key}=${'A'.repeat(86)}==" }\n`,
    },
    finding: /key.md:1 holds a private key\n.*token.md:1 holds a token\n.*json:1 holds a key of a storage account/,
  },
  {
    title: 'no file names a path of the machine it was written on',
    check: (project) => eachLine(project, (line) => (place.test(line) ? 'a path of one machine' : undefined)),
    bad: { 'docs/guide.md': `cd ${home}/jane/reports\n` },
    finding: /guide.md:1 holds a path of one machine/,
  },
];
