import { createECDH, hkdfSync } from 'node:crypto';
import type { CryptoKey, JWK } from 'jose';

/** Order of the group of P-256 (SEC 2, §2.4.2). */
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

export interface SigningKey {
  readonly privateKey: CryptoKey;
  /** With `kid`, `alg` and `use`, ready for a JWK set. */
  readonly publicJwk: JWK;
}

const made = new WeakMap<Buffer, Promise<SigningKey>>();

/**
 * The ES256 key of a sandbox, derived from its secret: it is the same after a restart, and nothing more has to be kept.
 */
export function signingKeyOf(secret: Buffer): Promise<SigningKey> {
  const key = made.get(secret) ?? deriveKey(secret);
  made.set(secret, key);
  return key;
}

async function deriveKey(secret: Buffer): Promise<SigningKey> {
  // Loaded when the first id_token is made: most sandboxes never sign one.
  const { calculateJwkThumbprint, importJWK } = await import('jose');
  // 16 bytes more than the order has, so that the remainder is as good as uniform (FIPS 186-5, A.2.1).
  const bytes = Buffer.from(hkdfSync('sha256', secret, '', 'id_token ES256', 48));
  const scalar = (BigInt(`0x${bytes.toString('hex')}`) % (ORDER - 1n)) + 1n;
  const ecdh = createECDH('prime256v1');
  ecdh.setPrivateKey(scalar.toString(16).padStart(64, '0'), 'hex');
  const point = ecdh.getPublicKey();
  const publicKey = {
    kty: 'EC',
    crv: 'P-256',
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33).toString('base64url'),
  };
  const d = ecdh.getPrivateKey().toString('hex').padStart(64, '0');
  const privateKey = await importJWK(
    { ...publicKey, d: Buffer.from(d, 'hex').toString('base64url') },
    'ES256',
  );
  if (privateKey instanceof Uint8Array) throw new TypeError('an EC key is no octet sequence');
  const kid = await calculateJwkThumbprint(publicKey);
  return { privateKey, publicJwk: { ...publicKey, kid, alg: 'ES256', use: 'sig' } };
}
