import { equalSecrets, sign } from './secrets.ts';

/**
 * What an access token says, sealed by HMAC so that no row per token is kept. Short names: it travels with every
 * request.
 */
export interface AccessToken {
  readonly kind: 'member' | 'directory';
  readonly client: string;
  /** The member's Patient id. */
  readonly sub?: string;
  readonly grant?: string;
  readonly scope: string;
  /** Milliseconds since the epoch. */
  readonly exp: number;
  /** Makes two tokens of one moment differ. */
  readonly jti: string;
}

const purpose = 'access-token';

/** `base64url(payload).base64url(HMAC)`: a valid b64token (RFC 6750 §2.1). */
export function sealToken(token: AccessToken, key: Buffer): string {
  const payload = Buffer.from(JSON.stringify(token)).toString('base64url');
  return `${payload}.${sign(key, purpose, payload)}`;
}

/** Clients send the same token with each request: those that were good are kept, by key. */
const opened = new WeakMap<Buffer, Map<string, AccessToken>>();
const MOST_KEPT = 1000;

/** The content of a token this sandbox sealed, `undefined` for anything else. The same object for the same token. */
export function openToken(sealed: string, key: Buffer): AccessToken | undefined {
  const kept = opened.get(key) ?? new Map<string, AccessToken>();
  const known = kept.get(sealed);
  if (known) return known;
  const token = open(sealed, key);
  if (!token) return undefined;
  if (kept.size >= MOST_KEPT) kept.clear();
  opened.set(key, kept.set(sealed, token));
  return token;
}

function open(sealed: string, key: Buffer): AccessToken | undefined {
  const [payload, seal, ...rest] = sealed.split('.');
  if (!payload || !seal || rest.length > 0) return undefined;
  if (!equalSecrets(seal, sign(key, purpose, payload))) return undefined;
  // Only what was sealed here is parsed, so the content needs no further check.
  return JSON.parse(Buffer.from(payload, 'base64url').toString()) as AccessToken;
}
