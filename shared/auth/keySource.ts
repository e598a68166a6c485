import { ODataError } from '../errors/odataError.ts';
import type { GateLog } from './gateLog.ts';
import type { SigningKeys } from './readSigningKeys.ts';

const minute = 60_000;
/** Age at which keys are refreshed in the background (Microsoft identity platform, "Signing key rollover"). */
const refreshAge = 60 * minute;
/** Age up to which the last known good keys serve while the authority cannot be reached. */
const maxAge = 24 * 60 * minute;
/** Least time between two refreshes that an unknown key id asked for, and between two that failed in the background. */
const quietTime = 5 * minute;
/** What callers are told to wait, in seconds, when the keys could not be read at all. */
const retryAfter = 5;

/** The signing keys of the authority for tokens of one version. Both methods reject with a 503 when there are none to serve. */
export interface KeySource {
  /** The keys as far as they are known; from memory, unless they are missing or older than 24 hours. */
  current(): Promise<SigningKeys>;
  /** The keys, read again if this key id is unknown, but not more often than every 5 minutes. */
  forKeyId(keyId: string): Promise<SigningKeys>;
}

/** What a key source works with. */
export interface KeySourceOptions {
  readonly load: () => Promise<SigningKeys>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: GateLog;
}

function unavailable(seconds: number, cause: unknown): ODataError {
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
  #failure: { readonly cause: unknown; readonly at: number } | undefined;
  #askedForUnknownAt = -Infinity;

  constructor(options: KeySourceOptions) {
    this.#options = options;
  }

  async current(): Promise<SigningKeys> {
    const now = this.#options.now();
    const held = this.#held;
    if (held === undefined || now - held.loadedAt >= maxAge) return await this.#refresh();
    const isDue = now - held.loadedAt >= refreshAge && now - (this.#failure?.at ?? -Infinity) >= quietTime;
    // Nobody waits for it, and #load has logged a failure.
    if (isDue) this.#refresh().catch(() => undefined);
    return held.keys;
  }

  async forKeyId(keyId: string): Promise<SigningKeys> {
    const before = this.#held;
    const keys = await this.current();
    if (keys.keys.has(keyId) || this.#held !== before) return keys;
    if (this.#pending !== undefined) return await this.#pending;
    const now = this.#options.now();
    const wait = this.#askedForUnknownAt + quietTime - now;
    if (wait <= 0) {
      this.#askedForUnknownAt = now;
      return await this.#refresh();
    }
    // The key may be among those that could not be read: that is not the caller's fault.
    if (this.#failure !== undefined) throw unavailable(Math.ceil(wait / 1000), this.#failure.cause);
    return keys;
  }

  /** One reading at a time, which all who need it share. */
  #refresh(): Promise<SigningKeys> {
    this.#pending ??= this.#load().finally(() => {
      this.#pending = undefined;
    });
    return this.#pending;
  }

  async #load(): Promise<SigningKeys> {
    const { load, now, log } = this.#options;
    try {
      const loaded = await load();
      const known = this.#held?.keys;
      // Keys that did not change stay the same object, by which remembered tokens know them.
      const keys = known?.fingerprint === loaded.fingerprint ? known : loaded;
      this.#held = { keys, loadedAt: now() };
      this.#failure = undefined;
      return keys;
    } catch (cause) {
      this.#failure = { cause, at: now() };
      log('warn', 'The signing keys could not be read', { problem: describe(cause) });
      throw unavailable(retryAfter, cause);
    }
  }
}

/** Keeps the keys that `load` reads; see the methods for when it reads again. */
export function createKeySource(options: KeySourceOptions): KeySource {
  return new CachedKeySource(options);
}
