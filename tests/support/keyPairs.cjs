const { generateKeyPairSync } = require('node:crypto');

/**
 * RSA key pairs of the process, which all test files in it have one after the other: making one takes as long as a hundred
 * tests, and no file can tell whose they were before.
 */
const made = [];

/** The one of that number, made when it is first asked for. */
exports.keyPair = (number) => (made[number] ??= generateKeyPairSync('rsa', { modulusLength: 2048 }));
