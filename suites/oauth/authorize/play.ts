import type { CheckContext, Expectation } from '../../runner/context.ts';
import type { AuthorizationEnd, Pages } from '../../runner/login/form-driver.ts';
import type { AuthorizationRequest } from '../../runner/oauth.ts';
import { type AuthorizeOptions, whyNot } from '../../runner/session.ts';

type Request = Partial<Omit<AuthorizationRequest, 'client'>> & {
  readonly client?: Pick<AuthorizationRequest['client'], 'id' | 'redirectUri'>;
};

/** An authorization request of the member app, played to its end in the browser of the run. */
export function play(
  t: CheckContext,
  request: Request = {},
  options: AuthorizeOptions = {},
): Promise<AuthorizationEnd> {
  return t.session.authorize({ pkce: t.session.pkce(), ...request }, (sent) => t.send(sent), options);
}

export function codeOf(end: AuthorizationEnd): string | undefined {
  return (end.kind === 'redirect' && end.location.searchParams.get('code')) || undefined;
}

/** A code arrived at the redirect URI. */
export function codeGiven(end: AuthorizationEnd): Expectation {
  const code = codeOf(end) !== undefined;
  return {
    ok: code,
    what: 'end of the authorization request',
    expected: 'a redirect with a code',
    received: code ? 'a redirect with a code' : whyNot(end),
    evidence: [end.exchange],
  };
}

/** Login and consent pages as a browser without cookies sees them; made once, the consent denied. */
export function memberPages(t: CheckContext): Promise<Pages> {
  return t.session.share('member pages', async () => {
    const end = await play(t, { state: t.session.random(12) }, { choice: 'deny', newBrowser: true });
    return end.pages;
  });
}

/** Parameters of the redirect to the app, or none. */
export function sentBack(end: AuthorizationEnd): URLSearchParams {
  return end.kind === 'redirect' ? end.location.searchParams : new URLSearchParams();
}
