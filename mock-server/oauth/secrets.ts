import { createHmac, hash, randomBytes, timingSafeEqual } from 'node:crypto';

/** An unguessable value of 256 bits in base64url, 43 characters (RFC 6749 §10.10). */
export function createSecret(): string {
  return randomBytes(32).toString('base64url');
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

/** HMAC-SHA256 in base64url; `purpose` keeps values made for one use from being good for another. */
export function sign(key: Buffer, purpose: string, message: string): string {
  return createHmac('sha256', key).update(`${purpose}\n${message}`).digest('base64url');
}
