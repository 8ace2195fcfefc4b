/** Schemes that run or read something on the device instead of opening an app. */
const FORBIDDEN = new Set([
  'javascript:',
  'data:',
  'vbscript:',
  'file:',
  'blob:',
  'about:',
  'ws:',
  'wss:',
  'ftp:',
]);
const LONGEST = 2000;

/**
 * Whether a redirect URI can be registered: absolute, without fragment (RFC 6749 §3.1.2) or wildcard (it is compared
 * character for character, RFC 9700 §2.1), https or http, or for native apps a scheme of their own by reversed domain
 * name, such as `com.example.app:/cb` (RFC 8252 §7.1).
 *
 * @returns what is wrong and what is allowed, `undefined` when nothing is
 */
export function redirectUriProblem(uri: string, nativeApp: boolean): string | undefined {
  const url = URL.parse(uri);
  if (!url || uri.length > LONGEST || !/^[\x21-\x7e]+$/.test(uri)) {
    return `"${uri.slice(0, 100)}" is not an absolute URI, such as https://app.example/callback`;
  }
  if (uri.includes('#')) return `"${uri}" has a fragment; redirect URIs have none (RFC 6749 §3.1.2)`;
  if (uri.includes('*')) return `"${uri}" has a wildcard; redirect URIs are compared character for character`;
  if (url.username !== '' || url.password !== '') return `"${uri}" holds a user name or password`;
  if (url.protocol === 'https:' || url.protocol === 'http:') return undefined;
  const scheme = url.protocol.slice(0, -1);
  if (FORBIDDEN.has(url.protocol)) return `"${uri}": the scheme ${scheme} opens no app; allowed is https`;
  if (!nativeApp)
    return `"${uri}": the scheme ${scheme} is for native apps only (native_app); allowed is https`;
  return scheme.includes('.')
    ? undefined
    : `"${uri}": a scheme of one's own is a reversed domain name, such as com.example.app (RFC 8252 §7.1)`;
}
