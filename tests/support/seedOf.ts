/** The numbers that lehmer generators may begin with are those below this one, but for 0. */
const modulus = 2_147_483_647;

/**
 * What random numbers begin with: the usual seed, so that a run can be told from the one before; where the environment has a
 * FUZZ_SEED, as at night, another one for each usual seed, so that each night tries something else.
 */
export function seedOf(usual: number): number {
  const named = process.env['FUZZ_SEED'];
  return named === undefined ? usual : 1 + ((Number(named) + 7919 * usual) % (modulus - 1));
}
