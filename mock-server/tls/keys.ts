import { PemConverter } from './x509.ts';

/** ECDSA on P-256: every client of the last ten years takes it. */
export const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

export type KeyPair = Awaited<ReturnType<typeof createKeys>>;

export function createKeys() {
  return crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
}

/** PKCS #8 as PEM, as Node and OpenSSL read it. */
export async function keyPem(key: CryptoKey): Promise<string> {
  return PemConverter.encode(await crypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY');
}

export function readKey(pem: string): Promise<CryptoKey> {
  const [der] = PemConverter.decode(pem);
  if (!der) throw new TypeError('no PEM block');
  return crypto.subtle.importKey('pkcs8', der, ALGORITHM, true, ['sign']);
}

/** Positive and unique, 127 bits (RFC 5280 §4.1.2.2). */
export function createSerial(): string {
  const bytes = Buffer.from(crypto.getRandomValues(new Uint8Array(16)));
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes.toString('hex');
}
