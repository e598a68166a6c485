import path from 'node:path';
import { codeRules } from './house/codeRules.ts';
import { documentRules } from './house/documentRules.ts';
import { fileRules } from './house/fileRules.ts';
import { modelRules } from './house/modelRules.ts';
import { nightRules } from './house/nightRules.ts';
import { packageRules } from './house/packageRules.ts';
import { readProject } from './house/readProject.ts';
import { roomRules } from './house/roomRules.ts';
import { sampleProject } from './house/sampleProject.ts';
import { secretRules } from './house/secretRules.ts';
import { tenantRules } from './house/tenantRules.ts';

const rules = [
  ...roomRules,
  ...fileRules,
  ...codeRules,
  ...modelRules,
  ...nightRules,
  ...packageRules,
  ...documentRules,
  ...secretRules,
  ...tenantRules,
];

describe('the house', () => {
  const project = readProject(path.join(__dirname, '..'));

  test.each(rules)('$title', ({ check }) => {
    expect(check(project)).toEqual([]);
  });
});

describe('each rule can fail', () => {
  /** What each rule says of the sample as it is. */
  let sound: ReadonlyMap<(typeof rules)[number], readonly string[]>;
  beforeAll(() => {
    sound = sampleProject({}, (root) => {
      const project = readProject(root);
      return new Map(rules.map((rule) => [rule, rule.check(project)]));
    });
  });

  test.each(rules)('$title', (rule) => {
    const { check, bad, finding } = rule;
    const broken = sampleProject(bad, (root) => check(readProject(root)));
    expect(sound.get(rule)).toEqual([]);
    expect(broken.join('\n')).toMatch(finding);
  });
});
