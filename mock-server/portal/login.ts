import type { Endpoint } from '../context.ts';
import { equalSecrets } from '../oauth/secrets.ts';
import { filled } from '../oauth/token-context.ts';
import { type IncomingRequest, type Reply, seeOther } from '../reply.ts';
import { runSteps, type Step } from '../step.ts';
import { isLoginFormOurs, signedIn, startSession } from './browser-state.ts';
import { expiredPage } from './error-page.ts';
import { htmlPage } from './layout.ts';
import { countAttempt, refuseLocked } from './lock-out.ts';
import { loginReply } from './login-reply.ts';
import { createPortalContext, findInteractionIfAny, type PortalContext } from './portal-context.ts';

/** A live session goes straight to the consent page, unless another member wants to sign in (`switch`). */
export const skipLoginWithSession: Step<PortalContext> = {
  name: 'skip-login-with-session',
  async run(context) {
    if (context.request.query.has('switch')) return;
    if (await signedIn(context.request, context.ports, context.app?.environment))
      context.reply = seeOther(nextUrl(context));
  },
};

export const showLogin: Step<PortalContext> = {
  name: 'show-login',
  run(context) {
    context.reply = loginReply(context);
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

/** Takes the same time over an unknown name; `countAttempt` says what became of it. */
export const checkPassword: Step<PortalContext> = {
  name: 'check-password',
  run(context) {
    const { form } = context.request;
    const member = context.ports.population.findMember(form?.get('username') ?? '');
    const isRight = equalSecrets(form?.get('password') ?? '', member?.password ?? '');
    if (member && isRight) context.member = member;
  },
};

export const beginSession: Step<PortalContext> = {
  name: 'begin-session',
  async run(context) {
    const { request, ports, endpoint, app } = context;
    const member = filled(context, 'member');
    const environment = app?.environment ?? 'sandbox';
    const cookie = await startSession({ member, environment }, request, ports, endpoint);
    context.reply = seeOther(nextUrl(context), { 'set-cookie': cookie });
  },
};

export const loginPageSteps: readonly Step<PortalContext>[] = [
  findInteractionIfAny,
  skipLoginWithSession,
  showLogin,
];

export const loginSteps: readonly Step<PortalContext>[] = [
  checkLoginForm,
  findInteractionIfAny,
  refuseLocked,
  checkPassword,
  countAttempt,
  beginSession,
];

export async function showLoginPage(request: IncomingRequest, endpoint: Endpoint): Promise<Reply> {
  return await runSteps(loginPageSteps, createPortalContext(request, endpoint));
}

export async function handleLogin(request: IncomingRequest, endpoint: Endpoint): Promise<Reply> {
  return await runSteps(loginSteps, createPortalContext(request, endpoint));
}

/** With an app that waits the consent page, else what the member shares already. */
function nextUrl({ endpoint, interactionId }: PortalContext): string {
  if (interactionId === '') return `${endpoint.publicUrl}/member/consents`;
  return `${endpoint.publicUrl}/member/consent?interaction=${encodeURIComponent(interactionId)}`;
}
