import { createTokenGate, type TokenGate, type TokenGateOptions } from '../../shared/auth/tokenGate.ts';
import type { Settings } from '../../shared/settings/settings.ts';
import { ODataError } from '../../shared/errors/odataError.ts';
import type { EntraServer } from './entraServer.ts';

/** What a gate under test is, beside a gate. */
export interface GateUnderTest extends TokenGate {
  /** Everything it logged, as text. */
  readonly logged: string[];
  /** Milliseconds since 1970 as the gate sees them; add to it to let time pass. */
  clock: number;
}

/** A gate on the test authority with a clock of its own, under the base address `https://reports.example`. */
export function gateOn(
  entra: EntraServer,
  auth: Partial<Settings['auth']> = {},
  options: Partial<TokenGateOptions> = {},
): GateUnderTest {
  const logged: string[] = [];
  const clock = { value: Date.now() };
  const gate = createTokenGate({
    auth: { ...entra.auth, ...auth },
    publicUrl: 'https://reports.example',
    now: () => clock.value,
    log: (...entry) => void logged.push(JSON.stringify(entry)),
    ...options,
  });
  return {
    ...gate,
    logged,
    get clock() {
      return clock.value;
    },
    set clock(value) {
      clock.value = value;
    },
  };
}

/** The error a promise rejects with; fails when it resolves or rejects with anything but an ODataError. */
export async function refusalOf(promise: Promise<unknown>): Promise<ODataError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof ODataError) return error;
    throw error;
  }
  throw new Error('Expected a refusal, got success');
}
