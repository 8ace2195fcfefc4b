import type { Reply } from '../reply.ts';
import { browserId, formToken } from './browser-state.ts';
import { htmlPage } from './layout.ts';
import { type LoginFailure, loginPage } from './login-page.ts';
import type { PortalContext } from './portal-context.ts';

/** The login page, with what went wrong before if anything did. */
export function loginReply(context: PortalContext, failure?: LoginFailure): Reply {
  const { request, endpoint, interactionId, app } = context;
  const browser = browserId(request, endpoint);
  const page = loginPage({
    endpoint,
    action: `${endpoint.publicUrl}/member/login`,
    appName: app?.name,
    interactionId,
    csrf: formToken(browser.id, interactionId, endpoint.core.key),
    userName: request.form?.get('username') ?? '',
    failure,
  });
  return htmlPage(statusOf(failure), page, { ...browser.headers, ...headersOf(failure) });
}

function statusOf(failure: LoginFailure | undefined): number {
  if (!failure) return 200;
  return failure.kind === 'locked' ? 429 : 401;
}

/** Every 401 names a scheme (RFC 9110 §15.5.2); browsers show the page of one they do not know. */
function headersOf(failure: LoginFailure | undefined): Record<string, string> {
  if (!failure) return {};
  if (failure.kind === 'locked') return { 'retry-after': String(failure.seconds) };
  return { 'www-authenticate': 'Form realm="member login"' };
}
