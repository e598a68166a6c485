import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { transformSync } from 'esbuild';
import { projectPaths } from '../../../local/projectPaths.ts';
import { unlessMissing } from '../../support/unlessMissing.ts';

const source = readFileSync(path.join(projectPaths.root, 'shared/collect/memory/plainWebAssembly.ts'), 'utf8');
const { code } = transformSync(source, { loader: 'ts', format: 'cjs' });

/** Fetches 16 MiB from itself and tells how many bytes came, and how many MiB the compilers of V8 had at most. */
const script = `
  const { plainWebAssembly } = (() => { const module = { exports: {} }; ${code}; return module.exports; })();
  const { createServer } = require('node:http');
  const { getHeapStatistics } = require('node:v8');
  const server = createServer((_request, response) => response.end(Buffer.alloc(2 ** 24))).listen(0, '127.0.0.1', async () => {
    if (process.argv[1] === 'plainly') plainWebAssembly.begin();
    const { body } = await fetch('http://127.0.0.1:' + server.address().port);
    let bytes = 0;
    for await (const piece of body) bytes += piece.length;
    // Whoever optimises does so beside the work.
    await new Promise((resolve) => setTimeout(resolve, 500));
    plainWebAssembly.end();
    console.log(JSON.stringify([bytes, getHeapStatistics().peak_malloced_memory / 2 ** 20]));
    process.exit();
  });
`;
const fetching = (how: string): number[] =>
  JSON.parse(execFileSync(process.execPath, ['-e', script, how], { encoding: 'utf8' })) as number[];

const [bytes, most = 0] = fetching('plainly');

test('what reads answers reads them whole', () => {
  expect(bytes).toBe(2 ** 24);
});

const isOlder = Number(process.versions.node.split('.', 1)[0]) < 24;
const missing = isOlder ? undefined : 'a Node.js before 24: from then on the parser is compiled as it always was';
unlessMissing(test, missing)('and takes a few MiB to be compiled', () => {
  expect(most).toBeLessThan(5);
  expect(fetching('as usual')[1]).toBeGreaterThan(2 * most);
});
