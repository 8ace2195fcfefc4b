const LOOPBACK =
  /^(?:localhost|.*\.localhost|127(?:\.\d{1,3}){3}|0\.0\.0\.0|\[::1?\]|\[::ffff:7f[0-9a-f:]+\])$/i;

/** Whether a host name is of the machine itself. */
export function isLoopback(hostname: string): boolean {
  return LOOPBACK.test(hostname);
}

/**
 * What is wrong with the callback URL of a sandbox app, for people (RFC 6749 §3.1.2, RFC 8252 §7): https, or a loopback
 * address, or the scheme of a native app.
 */
export function problemOfCallback(text: string): string | undefined {
  const url = URL.parse(text);
  if (!url) return 'This is not an absolute URL, such as https://app.example/callback.';
  if (text.includes('#')) return 'A callback URL must not have a fragment (#).';
  if (url.username !== '' || url.password !== '')
    return 'A callback URL must not hold a user name or password.';
  if (url.protocol === 'https:') return undefined;
  if (url.protocol === 'http:')
    return isLoopback(url.hostname) ? undefined : 'Use https: http is for this machine (127.0.0.1) only.';
  return url.protocol.includes('.')
    ? undefined
    : 'Use https, or a scheme of your own with a dot in it, such as com.example.app:/callback.';
}

/** What is wrong with a URL that the public must reach, for people (PROD-1, PROD-4): https, not of this machine. */
export function problemOfPublicUrl(text: string): string | undefined {
  const url = URL.parse(text);
  if (!url) return 'This is not an absolute URL, such as https://company.example/privacy.';
  if (url.protocol !== 'https:') return 'Use https.';
  if (isLoopback(url.hostname)) return 'Use an address that others reach: this one is of your own machine.';
  if (!url.hostname.includes('.')) return 'Use a full host name, such as company.example.';
  if (url.username !== '' || url.password !== '') return 'The URL must not hold a user name or password.';
  return undefined;
}
