import path from 'node:path';
import { dataOption } from '../../../local/process/dataOption.ts';
import { projectPaths } from '../../../local/projectPaths.ts';

test('commands in another terminal need the folder of the data, but for that of the checkout', () => {
  const usual = path.join(projectPaths.root, '.local');
  expect([usual, `${usual}/`, '/elsewhere', path.relative('.', '/elsewhere')].map(dataOption)).toEqual([
    '',
    '',
    " -- --data '/elsewhere'",
    " -- --data '/elsewhere'",
  ]);
});
