import { timingSafeEqual } from 'node:crypto';
import type { IncomingRequest, Reply } from '../reply.ts';
import { problem } from './problem.ts';

const LOOPBACK = /^(?:127(?:\.\d{1,3}){3}|::1|::ffff:127(?:\.\d{1,3}){3}|localhost)$/;

/**
 * Keeps the control plane to its owner: requests from this machine, addressed to it by a loopback name (so that no
 * web page can reach it by DNS rebinding or across origins), or with the control token.
 *
 * @returns the refusal, `undefined` when the request may pass
 */
export function refuseStranger(request: IncomingRequest, token: string | undefined): Reply | undefined {
  const { headers } = request;
  const [scheme = '', credentials = ''] = (headers.authorization ?? '').split(' ');
  if (token !== undefined && scheme.toLowerCase() === 'bearer' && isSame(credentials, token))
    return undefined;
  if (!LOOPBACK.test(request.remoteAddress ?? '')) {
    return problem(
      403,
      token === undefined
        ? 'The control plane answers this machine only. Start the sandbox with --control-token to reach it from elsewhere.'
        : 'The control plane needs the control token from here: Authorization: Bearer TOKEN.',
    );
  }
  const host = hostOf(headers.host ?? '');
  if (!LOOPBACK.test(host) && !host.endsWith('.test')) {
    return problem(
      403,
      `The control plane is not reached by the name "${host}"; use 127.0.0.1 or localhost.`,
    );
  }
  const { origin } = headers;
  if (origin !== undefined && hostOf(origin.replace(/^[a-z]+:\/\//, '')) !== host) {
    return problem(403, 'The control plane takes no requests from the pages of other origins.');
  }
  return undefined;
}

function hostOf(authority: string): string {
  return authority.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1');
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
