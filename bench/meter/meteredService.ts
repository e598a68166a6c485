import { compose } from '../../shared/service/compose.ts';
import type { ServiceRequest } from '../../shared/service/message/call.ts';
import { answerSlices } from '../measure/answerSlices.ts';
import { scenarios } from '../workload/scenarios.ts';

const token = process.env['BENCH_TOKEN'] ?? '';
const log: string[] = [];
const service = compose(process.env, (line) => void log.push(line));

async function answer({ url }: Pick<ServiceRequest, 'url'>): Promise<void> {
  const headers = { get: (name: string) => (name === 'authorization' ? `Bearer ${token}` : null) };
  const { status, body } = await service.handle({ method: 'GET', url, headers, body: null });
  if (status !== 200) throw new Error(`The answer to ${url} was ${status}. ${log.at(-1) ?? ''}`);
  if (typeof body !== 'object' || body instanceof Uint8Array) return;
  const pieces = body[Symbol.asyncIterator]();
  while ((await pieces.next()).done !== true);
}

await service.health({ method: 'GET', url: '/health', headers: new Headers(), body: null });
answerSlices(async ({ kind, number, units }) => {
  const { path } = scenarios.find(({ name }) => name === kind)?.request(number, 1) ?? { path: '/' };
  await Promise.all(Array.from({ length: units }, () => answer({ url: `http://127.0.0.1${path}` })));
  log.length = 0;
});
