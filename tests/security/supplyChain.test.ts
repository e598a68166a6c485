import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectPaths } from '../../local/projectPaths.ts';

const sound = {
  advisory: 'GHSA-abcd-efgh-1234',
  package: 'jose',
  reason: 'the function it is about is not called here',
  until: '9999-01-01',
};

/** What the check says about a list of accepted advisories. */
function audit(exceptions: readonly object[]): { readonly status: number | null; readonly stderr: string } {
  const folder = mkdtempSync(path.join(tmpdir(), 'audit-'));
  const file = path.join(folder, 'list.json');
  writeFileSync(file, JSON.stringify({ exceptions }));
  const { status, stderr } = spawnSync(process.execPath, [path.join(projectPaths.root, '.ci', 'audit.mjs'), file], {
    encoding: 'utf8',
  });
  rmSync(folder, { recursive: true });
  return { status, stderr };
}

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
  const { status } = spawnSync(process.execPath, [path.join(projectPaths.root, '.ci', 'audit.mjs')]);
  expect(status).toBe(0);
});
