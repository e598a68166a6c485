import type { Pool } from 'undici';
import UndiciPool from 'undici/lib/dispatcher/pool.js';
import { answerTimeoutMs } from './answerTimeoutMs.ts';

/** Connections of undici to a port of this machine, as many as there are requests at a time. */
export function createPool(port: number): Pool {
  return new UndiciPool(`http://127.0.0.1:${port}`, { headersTimeout: answerTimeoutMs, bodyTimeout: 0 });
}
