import { redirectUriProblem } from '../../redirect-uri-problem.ts';

const LOOPBACK =
  /^(?:localhost|.*\.localhost|127(?:\.\d{1,3}){3}|0\.0\.0\.0|\[::1?\]|\[::ffff:7f[0-9a-f:]+\])$/i;

/** Whether a host name is of the machine itself. */
export function isLoopback(hostname: string): boolean {
  return LOOPBACK.test(hostname);
}

/**
 * What is wrong with the callback URL of a sandbox app, for people: a redirect URI that can be registered, and under http
 * only on the developer's own machine (RFC 8252 §7.3).
 */
export function problemOfCallback(text: string): string | undefined {
  const problem = redirectUriProblem(text, true);
  if (problem !== undefined) return `${problem}.`;
  const url = new URL(text);
  return url.protocol === 'http:' && !isLoopback(url.hostname)
    ? 'Use https: http is for this machine (127.0.0.1) only.'
    : undefined;
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
