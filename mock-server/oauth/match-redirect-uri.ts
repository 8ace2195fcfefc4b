import type { App } from '../context.ts';

/** Loopback by IP literal: `localhost` may be resolved to elsewhere (RFC 8252 §8.3). */
const loopback = /^(http:\/\/(?:127\.0\.0\.1|\[::1\]))(?::\d{1,5})?(\/.*)?$/;

/**
 * Exact comparison with the registered strings (RFC 9700 §2.1). A native app cannot know which port will be free, so
 * that the port, and nothing else, of its loopback URIs may differ (RFC 8252 §7.3).
 */
export function isRegisteredRedirect(uri: string, { redirectUris, nativeApp }: App): boolean {
  if (redirectUris.includes(uri)) return true;
  const portless = nativeApp ? withoutPort(uri) : undefined;
  return portless !== undefined && redirectUris.some((registered) => withoutPort(registered) === portless);
}

function withoutPort(uri: string): string | undefined {
  const [, host, rest = ''] = loopback.exec(uri) ?? [];
  return host === undefined ? undefined : host + rest;
}
