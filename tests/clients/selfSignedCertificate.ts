import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** A certificate and its private key, as PEM. */
export interface SelfSigned {
  readonly cert: string;
  readonly key: string;
}

const bytes = (...values: readonly number[]): Buffer => Buffer.from(values);

/** One element in DER: tag, length, content (ITU-T X.690, 8.1). */
function element(tag: number, ...content: readonly Buffer[]): Buffer {
  const all = Buffer.concat(content);
  const { length } = all;
  const size = length < 0x80 ? bytes(length) : bytes(0x82, length >> 8, length & 0xff);
  return Buffer.concat([bytes(tag), size, all]);
}

const sequence = (...content: readonly Buffer[]): Buffer => element(0x30, ...content);
const oid = (...arcs: readonly number[]): Buffer => element(0x06, bytes(...arcs));
const bits = (content: Buffer): Buffer => element(0x03, bytes(0), content);
/** A time of this day, `days` away, as UTCTime (RFC 5280, 4.1.2.5.1). */
const day = (days: number): Buffer => {
  const digits = new Date(Date.now() + days * 86_400_000).toISOString().slice(2, 10).replaceAll('-', '');
  return element(0x17, Buffer.from(`${digits}000000Z`));
};

const ecdsaWithSha256 = sequence(oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02));
const commonName = oid(0x55, 0x04, 0x03);
const subjectAltName = oid(0x55, 0x1d, 0x11);

/** A certificate for 127.0.0.1, its own issuer, valid yesterday to tomorrow (RFC 5280, 4.1). */
export function selfSignedCertificate(): SelfSigned {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = sequence(element(0x31, sequence(commonName, element(0x0c, Buffer.from('127.0.0.1')))));
  const altNames = sequence(element(0x87, bytes(127, 0, 0, 1)));
  const toSign = sequence(
    element(0xa0, element(0x02, bytes(2))),
    element(0x02, Buffer.concat([bytes(1), randomBytes(8)])),
    ecdsaWithSha256,
    name,
    sequence(day(-1), day(1)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    element(0xa3, sequence(sequence(subjectAltName, element(0x04, altNames)))),
  );
  const certificate = sequence(toSign, ecdsaWithSha256, bits(sign('sha256', toSign, privateKey)));
  const lines = certificate.toString('base64').replace(/.{64}(?=.)/g, '$&\n');
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
  };
}
