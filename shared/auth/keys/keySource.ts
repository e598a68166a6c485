import { ODataError } from '../../errors/odataError.ts';
import type { GateLog } from './gateLog.ts';
import type { SigningKeys } from './readSigningKeys.ts';

const minute = 60_000;
/** Age at which keys are refreshed in the background (Microsoft identity platform, "Signing key rollover"). */
const refreshAge = 60 * minute;
/** Age up to which the last known good keys serve while the authority cannot be reached. */
const maxAge = 24 * 60 * minute;
/** Least time between two readings, whatever asks for them. */
const leastPause = minute / 2;
/** The pause doubles with every reading that fails, up to this. */
const longestPause = 5 * minute;

/** The signing keys of the authority for tokens of one version. Both methods reject with a 503 when there are none to serve. */
export interface KeySource {
  /** The keys as far as they are known; from memory, unless they are missing or older than 24 hours. */
  current(): Promise<SigningKeys>;
  /** The keys, read again if this key id is unknown and the pause since the reading before is over. */
  forKeyId(keyId: string): Promise<SigningKeys>;
}

/** What a key source works with. */
export interface KeySourceOptions {
  readonly load: () => Promise<SigningKeys>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: GateLog;
}

function unavailable(wait: number, cause: unknown): ODataError {
  const seconds = Math.max(1, Math.ceil(wait / 1000));
  const message = `The signing keys of the identity provider cannot be read, so the token cannot be verified. Try again in ${seconds} seconds.`;
  return new ODataError('serviceNotAvailable', message, { cause, headers: { 'Retry-After': String(seconds) } });
}

/** An error of fetch hides what went wrong in its cause. */
function describe(problem: unknown): string {
  const cause = problem instanceof Error ? problem.cause : undefined;
  return cause instanceof Error ? `${String(problem)}: ${cause.message}` : String(problem);
}

class CachedKeySource implements KeySource {
  readonly #options: KeySourceOptions;
  #held: { readonly keys: SigningKeys; readonly loadedAt: number } | undefined;
  #pending: Promise<SigningKeys> | undefined;
  #failure: unknown;
  /** Readings that failed since the last good one. */
  #failures = 0;
  /** When the last reading began. */
  #readAt = -Infinity;

  constructor(options: KeySourceOptions) {
    this.#options = options;
  }

  async current(): Promise<SigningKeys> {
    const now = this.#options.now();
    const held = this.#held;
    if (held === undefined || now - held.loadedAt >= maxAge) return await this.#refresh();
    // Nobody waits for it, and #load has logged a failure.
    if (now - held.loadedAt >= refreshAge && this.#wait() <= 0) this.#refresh().catch(() => undefined);
    return held.keys;
  }

  async forKeyId(keyId: string): Promise<SigningKeys> {
    const before = this.#held;
    const keys = await this.current();
    if (keys.keys.has(keyId) || this.#held !== before) return keys;
    // The key may be among those that could not be read: that is not the caller's fault, and #refresh says so.
    return this.#pending === undefined && this.#failures === 0 && this.#wait() > 0 ? keys : await this.#refresh();
  }

  /** Milliseconds until the authority may be asked again: a stranger with forged tokens must not make it a target. */
  #wait(): number {
    const pause = Math.min(leastPause * 2 ** Math.max(0, this.#failures - 1), longestPause);
    const passed = this.#options.now() - this.#readAt;
    // A clock that was set back would make the wait as long as that.
    return passed < 0 ? 0 : pause - passed;
  }

  /** One reading at a time, which all who need it share. */
  async #refresh(): Promise<SigningKeys> {
    if (this.#pending === undefined) {
      const wait = this.#wait();
      if (wait > 0) throw unavailable(wait, this.#failure);
      this.#readAt = this.#options.now();
      this.#pending = this.#load().finally(() => {
        this.#pending = undefined;
      });
    }
    return await this.#pending;
  }

  async #load(): Promise<SigningKeys> {
    const { load, now, log } = this.#options;
    try {
      const loaded = await load();
      const known = this.#held?.keys;
      // Keys that did not change stay the same object, by which remembered tokens know them.
      const keys = known?.fingerprint === loaded.fingerprint ? known : loaded;
      this.#held = { keys, loadedAt: now() };
      this.#failures = 0;
      return keys;
    } catch (cause) {
      this.#failure = cause;
      this.#failures += 1;
      log('warn', 'The signing keys could not be read', { problem: describe(cause) });
      throw unavailable(this.#wait(), cause);
    }
  }
}

/** Keeps the keys that `load` reads; see the methods for when it reads again. */
export function createKeySource(options: KeySourceOptions): KeySource {
  return new CachedKeySource(options);
}
