import type { Endpoint } from '../context.ts';
import { equalSecrets } from '../oauth/secrets.ts';
import { filled } from '../oauth/token-context.ts';
import { type IncomingRequest, type Reply, seeOther } from '../reply.ts';
import { runSteps, type Step } from '../step.ts';
import { browserId, formToken, isLoginFormOurs, signedIn, startSession } from './browser-state.ts';
import { expiredPage } from './error-page.ts';
import { htmlPage } from './layout.ts';
import { loginPage } from './login-page.ts';
import { createPortalContext, findInteraction, type PortalContext } from './portal-context.ts';

/** A live session goes straight to the consent page, unless another member wants to sign in (`switch`). */
export const skipLoginWithSession: Step<PortalContext> = {
  name: 'skip-login-with-session',
  async run(context) {
    if (context.request.query.has('switch')) return;
    if (await signedIn(context.request, context.ports, context.app?.environment))
      context.reply = seeOther(consentUrl(context));
  },
};

export const showLogin: Step<PortalContext> = {
  name: 'show-login',
  run(context) {
    context.reply = loginReply(context, 200);
  },
};

export const checkLoginForm: Step<PortalContext> = {
  name: 'check-login-form',
  run(context) {
    const { request, interactionId, endpoint } = context;
    if (isLoginFormOurs(request, interactionId, endpoint.core.key)) return;
    context.reply = htmlPage(403, expiredPage());
  },
};

/** Says no more than that the pair is wrong, and takes the same time over an unknown name. */
export const checkPassword: Step<PortalContext> = {
  name: 'check-password',
  run(context) {
    const { form } = context.request;
    const member = context.ports.population.findMember(form?.get('username') ?? '');
    const isRight = equalSecrets(form?.get('password') ?? '', member?.password ?? '');
    if (member && isRight) context.member = member;
    else context.reply = loginReply(context, 401);
  },
};

export const beginSession: Step<PortalContext> = {
  name: 'begin-session',
  async run(context) {
    const { request, ports, endpoint } = context;
    const member = filled(context, 'member');
    const { environment } = filled(context, 'app');
    const cookie = await startSession({ member, environment }, request, ports, endpoint);
    context.reply = seeOther(consentUrl(context), { 'set-cookie': cookie });
  },
};

export const loginPageSteps: readonly Step<PortalContext>[] = [
  findInteraction,
  skipLoginWithSession,
  showLogin,
];

export const loginSteps: readonly Step<PortalContext>[] = [
  checkLoginForm,
  findInteraction,
  checkPassword,
  beginSession,
];

export async function showLoginPage(request: IncomingRequest, endpoint: Endpoint): Promise<Reply> {
  return await runSteps(loginPageSteps, createPortalContext(request, endpoint));
}

export async function handleLogin(request: IncomingRequest, endpoint: Endpoint): Promise<Reply> {
  return await runSteps(loginSteps, createPortalContext(request, endpoint));
}

function consentUrl({ endpoint, interactionId }: PortalContext): string {
  return `${endpoint.publicUrl}/member/consent?interaction=${encodeURIComponent(interactionId)}`;
}

function loginReply(context: PortalContext, status: 200 | 401): Reply {
  const { request, endpoint, interactionId } = context;
  const browser = browserId(request, endpoint);
  const page = loginPage({
    action: `${endpoint.publicUrl}/member/login`,
    appName: filled(context, 'app').name,
    interactionId,
    csrf: formToken(browser.id, interactionId, endpoint.core.key),
    userName: request.form?.get('username') ?? '',
    hasFailed: status === 401,
  });
  // Every 401 names a scheme (RFC 9110 §15.5.2); browsers show the page of one they do not know.
  const challenge = status === 401 ? { 'www-authenticate': 'Form realm="member login"' } : {};
  return htmlPage(status, page, { ...browser.headers, ...challenge });
}
