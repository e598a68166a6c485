// Checks the list of accepted advisories, docs/auditExceptions.json: each names a package that is deployed, says why it is
// accepted and until when. With `--online` it also asks `npm audit`, which not every machine can, and fails for what is not
// listed and for what is listed and not reported any more.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const [list = path.join(root, 'docs', 'auditExceptions.json')] = process.argv
  .slice(2)
  .filter((each) => !each.startsWith('--'));
const read = (file) => JSON.parse(readFileSync(file, 'utf8'));

/** What is wrong with an entry of the list. */
function problems({ advisory, package: name, reason, until, ...rest }, deployed) {
  const today = new Date().toISOString().slice(0, 10);
  return [
    /^GHSA(-[0-9a-z]{4}){3}$/.test(advisory ?? '')
      ? ''
      : `${advisory} is not the id of an advisory, GHSA-xxxx-xxxx-xxxx`,
    deployed.has(name) ? '' : `${name} is not deployed, so nothing about it needs an exception`,
    (reason ?? '').length >= 20 ? '' : `${advisory} does not say why it does no harm here`,
    /^\d{4}-\d\d-\d\d$/.test(until ?? '') && until >= today ? '' : `${advisory} was accepted until ${until} only`,
    Object.keys(rest).length === 0 ? '' : `${advisory} has members nobody knows: ${Object.keys(rest).join(', ')}`,
  ].filter((problem) => problem !== '');
}

/** Advisories `npm audit` finds in what is deployed. It exits with 1 when it finds some, so that only its answer counts. */
function found() {
  const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json'], { cwd: root, encoding: 'utf8' });
  let vulnerabilities;
  try {
    ({ vulnerabilities } = JSON.parse(stdout));
  } catch {
    // Said below.
  }
  if (vulnerabilities === undefined)
    throw new Error('npm audit gave no answer; run it where the registry offers audits');
  // A package that only depends on a vulnerable one names it by its name; the advisory stands with that one.
  const reports = Object.values(vulnerabilities).flatMap(({ via }) => via.filter((each) => typeof each !== 'string'));
  return reports.map(({ url, name, title }) => ({ advisory: url.split('/').at(-1), name, title }));
}

const { exceptions } = read(list);
const packages = Object.entries(read(path.join(root, 'package-lock.json')).packages).filter(
  ([, { dev }]) => dev !== true,
);
const deployed = new Set(packages.map(([place]) => place.split('node_modules/').at(-1)));
const wrong = exceptions.flatMap((entry) => problems(entry, deployed));
if (process.argv.includes('--online')) {
  const reported = found();
  const isAbout = (entry, { advisory, name }) => entry.advisory === advisory && entry.package === name;
  for (const report of reported)
    if (!exceptions.some((entry) => isAbout(entry, report)))
      wrong.push(`${report.name}: ${report.title} (${report.advisory})`);
  for (const entry of exceptions)
    if (!reported.some((report) => isAbout(entry, report)))
      wrong.push(`${entry.advisory} about ${entry.package} is not reported any more: it needs no exception`);
}
for (const line of wrong) console.error(line);
console.log(`${exceptions.length} accepted advisories, ${wrong.length} complaints`);
process.exitCode = wrong.length === 0 ? 0 : 1;
