/**
 * An address at which nobody listens: its port is none that a system gives to those who ask for any, so that no other test has it.
 */
export const nobodyListens = 'http://127.0.0.1:20443';
