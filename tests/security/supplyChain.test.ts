import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectPaths } from '../../local/projectPaths.ts';

const sound = {
  advisory: 'GHSA-abcd-efgh-1234',
  package: 'jose',
  reason: 'the function it is about is not called here',
  until: '9999-01-01',
};

const script = path.join(projectPaths.root, '.ci', 'audit.mjs');

/**
 * What the check says about a list of accepted advisories. With an answer it is asked online, and an npm of the test gives
 * that answer, with the exit code the real one has when it finds something.
 */
function audit(
  exceptions: readonly object[],
  answer?: string,
): { readonly status: number | null; readonly stderr: string } {
  const folder = mkdtempSync(path.join(tmpdir(), 'audit-'));
  try {
    const file = path.join(folder, 'list.json');
    writeFileSync(file, JSON.stringify({ exceptions }));
    writeFileSync(path.join(folder, 'answer.json'), answer ?? '');
    const npm = `#!/bin/sh\n[ "$*" = 'audit --omit=dev --json' ] && cat '${folder}/answer.json'\nexit 1\n`;
    writeFileSync(path.join(folder, 'npm'), npm, { mode: 0o755 });
    const env = { ...process.env, PATH: `${folder}:${process.env['PATH'] ?? ''}` };
    const args = [script, file, ...(answer === undefined ? [] : ['--online'])];
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', env });
    return { status, stderr };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** An answer in the form of `npm audit --json` (auditReportVersion 2): advisories stand with their package, others name it. */
const recorded = (...advisories: readonly { readonly advisory: string; readonly package: string }[]): string =>
  JSON.stringify({
    auditReportVersion: 2,
    vulnerabilities: {
      ...Object.fromEntries(
        advisories.map(({ advisory, package: name }, source) => [
          name,
          {
            name,
            severity: 'high',
            isDirect: false,
            via: [
              {
                source,
                name,
                dependency: name,
                title: 'Something can be made slow',
                url: `https://github.com/advisories/${advisory}`,
                severity: 'high',
                cwe: ['CWE-400'],
                cvss: { score: 7.5, vectorString: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H' },
                range: '<2.0.0',
              },
            ],
            effects: ['dependent'],
            range: '<2.0.0',
            nodes: [`node_modules/${name}`],
            fixAvailable: true,
          },
        ]),
      ),
      ...(advisories.length > 0 && {
        dependent: { name: 'dependent', severity: 'high', isDirect: true, via: [advisories[0]?.package], effects: [] },
      }),
    },
    metadata: { vulnerabilities: { info: 0, low: 0, moderate: 0, high: advisories.length, critical: 0 } },
  });

test('an advisory is accepted with its reason, for a time, and for what is deployed', () => {
  expect(audit([])).toEqual({ status: 0, stderr: '' });
  expect(audit([sound])).toEqual({ status: 0, stderr: '' });
});

test.each([
  [{ ...sound, until: '2020-01-01' }, /until 2020-01-01 only/],
  [{ ...sound, until: undefined }, /until undefined only/],
  [{ ...sound, reason: 'fine' }, /does not say why/],
  [{ ...sound, package: 'jest' }, /jest is not deployed/],
  [{ ...sound, advisory: 'CVE-1' }, /CVE-1 is not the id/],
  [{ ...sound, note: 'x' }, /members nobody knows: note/],
])('%j is not', (entry, complaint) => {
  const { status, stderr } = audit([entry]);
  expect(status).toBe(1);
  expect(stderr).toMatch(complaint);
});

test('the list of the project is sound', () => {
  expect(spawnSync(process.execPath, [script]).status).toBe(0);
});

describe('asked online', () => {
  test('what is not reported, or is reported and accepted, passes', () => {
    expect(audit([], recorded())).toEqual({ status: 0, stderr: '' });
    expect(audit([sound], recorded(sound))).toEqual({ status: 0, stderr: '' });
  });

  test.each([
    ['is not accepted', [], [sound], /jose: Something can be made slow \(GHSA-abcd-efgh-1234\)/],
    ['is accepted for another package', [sound], [{ ...sound, package: 'ajv' }], /ajv: Something/],
    ['was accepted for a time that is over', [{ ...sound, until: '2020-01-01' }], [sound], /until 2020-01-01 only/],
    ['is accepted and not reported any more', [sound], [], /GHSA-abcd-efgh-1234 about jose is not reported any more/],
  ])('what %s fails', (_what, exceptions, advisories, complaint) => {
    const { status, stderr } = audit(exceptions, recorded(...advisories));
    expect(status).toBe(1);
    expect(stderr).toMatch(complaint);
  });

  test.each(['', '<html>', '{"message":"request failed","error":{"summary":"","detail":""}}'])(
    'no answer (%j) is no good news',
    (answer) => {
      const { status, stderr } = audit([], answer);
      expect(status).not.toBe(0);
      expect(stderr).toMatch(/npm audit gave no answer/);
    },
  );
});

test.each([
  ['package-lock.json', []],
  // What Spectral depends on for that; `overrides` in package.json puts another package in its place.
  ['tests/clients/package-lock.json', ['ms']],
] as const)('%s has nothing that reports installations', (file, instead) => {
  const { packages } = JSON.parse(readFileSync(path.join(projectPaths.root, file), 'utf8')) as {
    packages: Readonly<Record<string, { readonly name?: string }>>;
  };
  const reporters = Object.entries(packages).filter(([place]) => place.endsWith('node_modules/@scarf/scarf'));
  expect(reporters.map(([, { name }]) => name)).toEqual(instead);
});
