/** What the tempo of a partition learns from callers who are refused, of whom there may be many at once. */
import { Tempo } from '../../../shared/store/pace/tempo.ts';

/** A partition whose pace is known, beside callers, at a time of its own; what the next transaction waits then, in milliseconds. */
function waits(refusals: readonly number[]): number {
  jest.spyOn(Math, 'random').mockReturnValue(0.5);
  const tempo = new Tempo();
  tempo.called(0);
  for (let at = 0; at < 500; at += 50) {
    tempo.begin(100, at);
    const sent = tempo.sent(100, at);
    if (at < 450) tempo.took(sent);
    else tempo.refused(sent, at);
  }
  for (const at of refusals) tempo.refusedCaller(at);
  return tempo.next(100, 1000) - 1000;
}

afterEach(() => {
  jest.restoreAllMocks();
});

test.each([
  ['together', () => 1000],
  ['for a second', (at: number) => 1000 + at * 5],
])('callers who are refused, 200 %s, slow the others down, and not for ever', (_when, time) => {
  const one = waits([1000]);
  expect(waits([])).toBeLessThan(one);
  const many = waits(Array.from({ length: 200 }, (_, at) => time(at)));
  expect(many).toBeGreaterThan(one);
  expect(many).toBeLessThan(1000);
});
