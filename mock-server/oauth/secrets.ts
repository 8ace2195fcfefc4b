import { createHmac, hash, randomBytes, timingSafeEqual } from 'node:crypto';

/** An unguessable value of 256 bits in base64url, 43 characters (RFC 6749 §10.10). */
export function createSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** Compares in a time that tells neither content nor length. */
export function equalSecrets(one: string, other: string): boolean {
  return timingSafeEqual(hash('sha256', one, 'buffer'), hash('sha256', other, 'buffer'));
}

/** HMAC-SHA256 in base64url; `purpose` keeps values made for one use from being good for another. */
export function sign(key: Buffer, purpose: string, message: string): string {
  return createHmac('sha256', key).update(`${purpose}\n${message}`).digest('base64url');
}
