import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { mostInFlight } from '../../shared/service/message/limitInFlight.ts';
import { projectPaths } from '../../local/projectPaths.ts';

const text = readFileSync(path.join(projectPaths.root, 'SECURITY.md'), 'utf8');
const [, threats = ''] = text.split('## Threats');
const rows = (threats.split('\n## ')[0] ?? '')
  .split('\n')
  .filter((line) => /^\| [^-]/.test(line))
  .slice(1);

test.each(rows)('a test stands against the threat: %s', (row) => {
  const named = [...row.matchAll(/`(tests\/[^`]+)`/g)].map(([, file = '']) => file);
  expect(named).not.toEqual([]);
  for (const file of named) expect([file, existsSync(path.join(projectPaths.root, file))]).toEqual([file, true]);
});

test('every security test stands against a threat', () => {
  const files = readdirSync(__dirname).filter(
    (file) => file.endsWith('.test.ts') && file !== path.basename(__filename),
  );
  for (const file of files) expect(threats).toContain(`tests/security/${file}`);
});

test('the limit that is documented is the limit', () => {
  expect(text).toContain(`A process carries ${mostInFlight} requests at a time`);
});
