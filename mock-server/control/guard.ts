import { equalSecrets } from '../oauth/secrets.ts';
import { IN_PROCESS, type IncomingRequest, type Reply } from '../reply.ts';
import { problem } from './problem.ts';

const LOOPBACK_ADDRESS = /^(?:127(?:\.\d{1,3}){3}|::1|::ffff:127(?:\.\d{1,3}){3})$/;
const LOOPBACK_NAME = /^(?:127(?:\.\d{1,3}){3}|\[::1\]|localhost)$/;
/** What proxies add; a request that came through one is not of this machine, whatever its address says. */
const FORWARDED = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'];

export interface GuardOptions {
  /** The control token, when one was set. */
  readonly token: string | undefined;
  /** Where clients reach the sandbox; on another name than a loopback one it stands behind a proxy. */
  readonly publicUrl: string;
}

/**
 * Keeps the control plane to its owner: code in the same process, requests from this machine by a loopback name, or
 * whoever has the control token. No web page of another origin gets through: not by DNS rebinding (the name it is
 * reached by would not be a loopback one), not by a form, an image or `fetch` (Origin, Sec-Fetch-Site).
 *
 * @returns the refusal, `undefined` when the request may pass
 */
export function refuseStranger(
  request: IncomingRequest,
  { token, publicUrl }: GuardOptions,
): Reply | undefined {
  if (request.remoteAddress === IN_PROCESS) return undefined;
  const shown = shownToken(request.headers.authorization ?? '');
  if (token !== undefined && shown && equalSecrets(shown.token, token)) {
    // A browser sends Basic by itself, so the page that makes it do so is looked at.
    return shown.scheme === 'basic' ? refuseForeignPage(request) : undefined;
  }
  const stranger = refuseElsewhere(request, publicUrl);
  if (!stranger) return refuseForeignPage(request);
  if (token === undefined) return stranger;
  return problem(
    401,
    'The control plane needs the control token from here: Authorization: Bearer TOKEN, or TOKEN as password in a browser.',
    // One line each: browsers read a line as one challenge, and the first would hide the second.
    { 'www-authenticate': ['Bearer realm="control plane"', 'Basic realm="control plane", charset="UTF-8"'] },
  );
}

function shownToken(header: string): { scheme: 'bearer' | 'basic'; token: string } | undefined {
  const [, scheme = '', credentials = ''] = /^(bearer|basic) +(\S+) *$/i.exec(header) ?? [];
  if (scheme.toLowerCase() === 'bearer') return { scheme: 'bearer', token: credentials };
  if (scheme === '') return undefined;
  const pair = Buffer.from(credentials, 'base64').toString();
  return { scheme: 'basic', token: pair.slice(pair.indexOf(':') + 1) };
}

function refuseElsewhere({ remoteAddress = '', headers }: IncomingRequest, publicUrl: string) {
  const hint = 'Start the sandbox with --control-token to reach it from elsewhere.';
  if (!LOOPBACK_ADDRESS.test(remoteAddress)) {
    return problem(403, `The control plane answers this machine only. ${hint}`);
  }
  const proxy = FORWARDED.find((name) => headers[name] !== undefined);
  if (proxy !== undefined) {
    return problem(403, `The control plane answers no proxy (the request has the header ${proxy}). ${hint}`);
  }
  const served = new URL(publicUrl).hostname;
  if (!LOOPBACK_NAME.test(served)) {
    return problem(403, `The sandbox is served as ${served}, by a proxy, to anyone. ${hint}`);
  }
  const name = (headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
  if (!LOOPBACK_NAME.test(name)) {
    return problem(
      403,
      `The control plane is not reached by the name "${name}"; allowed are 127.0.0.1, [::1] and localhost.`,
    );
  }
  return undefined;
}

/** Fetch Metadata §2: browsers say where a request comes from; other clients send neither header. */
function refuseForeignPage({ method, headers }: IncomingRequest): Reply | undefined {
  const { origin, host = '' } = headers;
  const site = headers['sec-fetch-site'] ?? 'none';
  const isOwn = site === 'none' || site === 'same-origin';
  // Following a link shows a page, which no other page can read or frame.
  const isLink =
    method === 'GET' && headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';
  const isSameOrigin = origin === undefined || origin.replace(/^https?:\/\//, '') === host;
  return isSameOrigin && (isOwn || isLink)
    ? undefined
    : problem(403, 'The control plane takes no requests from pages of other origins.');
}
