import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { transformSync } from 'esbuild';
import { projectPaths } from '../../../local/projectPaths.ts';

const source = readFileSync(path.join(projectPaths.root, 'shared/collect/memory/youngSpace.ts'), 'utf8');
const { code } = transformSync(source, { loader: 'ts', format: 'cjs' });

/** Goes through objects that live for a while, and tells now and then how many MiB of room there are for young ones. */
const script = `
  const { youngSpace } = (() => { const module = { exports: {} }; ${code}; return module.exports; })();
  const { getHeapSpaceStatistics } = require('node:v8');
  const room = () => getHeapSpaceStatistics().find((space) => space.space_name === 'new_space').physical_space_size / 2 ** 20;
  function work(onThousand) {
    let kept = [];
    for (let at = 0; at < 1_000_000; at += 1) {
      kept.push({ at, text: 'x' + at });
      if (kept.length > 50_000) kept = [];
      if (at % 1000 === 0) onThousand();
    }
    return room();
  }
  const limited = work(() => youngSpace.limit());
  youngSpace.release();
  console.log(JSON.stringify([limited, work(() => undefined)]));
`;

test('the room for young objects stays small while many rows are gone through, and grows as before when that is done', () => {
  const [limited = 0, after = 0] = JSON.parse(
    execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' }),
  ) as number[];
  expect(limited).toBeGreaterThanOrEqual(4);
  expect(limited).toBeLessThanOrEqual(16);
  expect(after).toBeGreaterThan(limited);
});
