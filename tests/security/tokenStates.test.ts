/**
 * Tokens that callers hold, sent to the service: anyone can write one with a right digest. Whatever it holds, the answer is 200,
 * 400 or 410, nothing is written, and storage is asked no more than for an honest page.
 */
import { seedOf } from '../support/seedOf.ts';
import { startTokenPlans, sealToken, tokenPlans, type TokenLink } from '../support/tokenPlans.ts';
import before from './tokensOfBefore.json';
import { changedText, draws } from '../support/changedTexts.ts';

const states = Number(process.env['TOKEN_STATES'] ?? '2500');

let stage: Awaited<ReturnType<typeof startTokenPlans>>;
const links: TokenLink[] = [];
const most = new Map<string, number>();

beforeAll(async () => {
  stage = await startTokenPlans();
  for (const plan of Object.keys(tokenPlans)) {
    for (const size of [2, 5, 1000]) {
      const walked = await stage.walk(plan, size);
      links.push(...walked.links);
      most.set(plan, Math.max(most.get(plan) ?? 0, walked.most));
    }
  }
  stage.reset();
}, 60_000);
afterAll(async () => await stage.app.stop());

test('there is a link of each plan, and its digest is known', () => {
  expect(new Set(links.map(({ plan }) => plan))).toEqual(new Set(Object.keys(tokenPlans)));
  for (const link of links) {
    const payload = link.token.split('.')[1] ?? '';
    if (!payload.startsWith('~')) expect(sealToken(link, stage.app.tenant, link.content)).toBe(link.token);
  }
});

test(
  `${states} changed states are 200, 400 or 410, write nothing and cost no more than an honest page`,
  async () => {
    const { app, counts, reset } = stage;
    const draw = draws(seedOf(17));
    const seen = new Map<number, number>();
    for (let at = 0; at < states; at += 1) {
      const link = links[draw(links.length)]!;
      // What belongs to another plan has a right digest too.
      const content = draw(4) === 0 ? links[draw(links.length)]!.content : link.content;
      const text = draw(10) === 0 ? content : changedText(content, draw);
      reset();
      const answer = await app.fetch(`/v1.0/${link.target}${sealToken(link, app.tenant, text)}`);
      const { status } = answer;
      await answer.arrayBuffer();
      seen.set(status, (seen.get(status) ?? 0) + 1);
      const asked = counts.get + counts.range;
      if (![200, 400, 410].includes(status) || counts.transact > 0 || asked > Math.max(most.get(link.plan) ?? 0, 3)) {
        throw new Error(`${status}, ${asked} requests, ${counts.transact} writes: ${link.target} ${text}`);
      }
    }
    expect(seen.get(200)).toBeGreaterThan(states / 50);
    expect(seen.get(400)).toBeGreaterThan(states / 50);
    expect(await app.takeFailures()).toEqual([]);
  },
  Math.max(600_000, 20 * states),
);

test('each field of each plan is 400 when it holds a value of another type', async () => {
  const { app } = stage;
  const others = [null, true, 1.5, [], {}, 'x'];
  const one = new Map(links.map((link) => [`${link.plan} ${link.version}`, link]));
  expect(one.size).toBeGreaterThanOrEqual(Object.keys(tokenPlans).length);
  for (const link of one.values()) {
    const content = JSON.parse(link.content) as Record<string, unknown>;
    for (const [name, right] of Object.entries(content)) {
      const values = others.filter(
        (other) => typeof other !== typeof right || Array.isArray(other) !== Array.isArray(right),
      );
      const parts = Array.isArray(right)
        ? [null, 5, {}].map((part) => (right as readonly unknown[]).with(-1, part))
        : [];
      for (const value of [...(typeof right === 'number' ? [...values, 1.5] : values), ...parts]) {
        const text = JSON.stringify({ ...content, [name]: value });
        const { status } = await app.fetch(`/v1.0/${link.target}${sealToken(link, app.tenant, text)}`);
        if (status !== 400) throw new Error(`${status}: ${link.target} ${text}`);
      }
    }
  }
  expect(await app.takeFailures()).toEqual([]);
});

test.each(before)('a token of before is valid: $plan', async ({ target, token, answer }) => {
  const response = await stage.app.fetch(`/v1.0/${target}${token}`);
  expect(response.status).toBe(200);
  const { value } = (await response.json()) as { value: Record<string, unknown>[] };
  expect(value.map((row) => row['id'] ?? row['@odata.id'] ?? Object.values(row).join())).toEqual(answer);
});
