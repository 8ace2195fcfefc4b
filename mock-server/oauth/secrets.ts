import {
  createHmac,
  createSecretKey,
  hash,
  type KeyObject,
  randomFillSync,
  timingSafeEqual,
} from 'node:crypto';

/** Random bytes are drawn for many secrets at once: each call into the generator costs as much as the rest of a token. */
const pool = Buffer.alloc(8192);
let taken = pool.length;

/**
 * An unguessable value in base64url (RFC 6749 §10.10).
 *
 * @param bytes 32 make 43 characters; 16 will do where a seal guards the value
 */
export function createSecret(bytes: 16 | 32 = 32): string {
  if (taken + bytes > pool.length) {
    randomFillSync(pool);
    taken = 0;
  }
  const secret = pool.toString('base64url', taken, taken + bytes);
  // What was given out is not kept here.
  pool.fill(0, taken, taken + bytes);
  taken += bytes;
  return secret;
}

/** Compares in a time that tells neither content nor length. */
export function equalSecrets(one: string, other: string): boolean {
  return timingSafeEqual(hash('sha256', one, 'buffer'), hash('sha256', other, 'buffer'));
}

/** How secrets of high entropy are kept: SHA-256 in base64url. */
export function hashSecret(secret: string): string {
  return hash('sha256', secret, 'base64url');
}

const noHash = Buffer.alloc(32);

/** Whether a secret is the one of the hash. Without a hash it never is, and takes as long to say so. */
export function isSecretOf(secret: string, secretHash: string | undefined): boolean {
  const expected = secretHash === undefined ? noHash : Buffer.from(secretHash, 'base64url');
  return timingSafeEqual(hash('sha256', secret, 'buffer'), expected) && secretHash !== undefined;
}

const keyObjects = new WeakMap<Buffer, KeyObject>();

/** HMAC-SHA256 in base64url; `purpose` keeps values made for one use from being good for another. */
export function sign(key: Buffer, purpose: string, message: string): string {
  const prepared = keyObjects.get(key) ?? createSecretKey(key);
  keyObjects.set(key, prepared);
  return createHmac('sha256', prepared).update(`${purpose}\n${message}`).digest('base64url');
}
