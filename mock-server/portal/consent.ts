import type { Endpoint } from '../context.ts';
import { codeResponse, errorResponse } from '../oauth/authorization-response.ts';
import { AccessDenied } from '../oauth/errors.ts';
import { issueCode } from '../oauth/issue-code.ts';
import { offeredTypes } from '../oauth/offered-types.ts';
import type { ConsentableType } from '../oauth/resource-types.ts';
import { filled } from '../oauth/token-context.ts';
import { type IncomingRequest, type Reply, seeOther } from '../reply.ts';
import { runSteps, type Step } from '../step.ts';
import { formToken, isSessionFormOurs, signedIn } from './browser-state.ts';
import { consentPage, tickedTypes } from './consent-page.ts';
import { expiredPage } from './error-page.ts';
import { htmlPage } from './layout.ts';
import {
  createPortalContext,
  findInteraction,
  type PortalContext,
  requireSession,
} from './portal-context.ts';

/** Consent needs a member: without a live session the browser goes to the login page. */
export const sendToLogin: Step<PortalContext> = {
  name: 'send-to-login',
  async run(context) {
    const found = await signedIn(context.request, context.ports, context.app?.environment);
    if (!found) {
      context.reply = seeOther(loginUrl(context));
      return;
    }
    context.member = found.member;
    context.sessionId = found.sessionId;
  },
};

/** Asked at every authorization, never taken from an earlier one (AC-6, AC-12). */
export const showConsent: Step<PortalContext> = {
  name: 'show-consent',
  run(context) {
    const { endpoint, interactionId } = context;
    const page = consentPage({
      action: `${endpoint.publicUrl}/member/consent`,
      switchUrl: `${loginUrl(context)}&switch=1`,
      app: filled(context, 'app'),
      memberName: filled(context, 'member').displayName,
      types: offeredIn(context),
      interactionId,
      csrf: formToken(filled(context, 'sessionId'), interactionId, endpoint.core.key),
    });
    context.reply = htmlPage(200, page, {}, [sourceOf(filled(context, 'interaction').redirectUri)]);
  },
};

export const checkConsentForm: Step<PortalContext> = {
  name: 'check-consent-form',
  run(context) {
    const { request, interactionId, endpoint } = context;
    if (isSessionFormOurs(request, interactionId, endpoint.core.key)) return;
    context.reply = htmlPage(403, expiredPage());
  },
};

/** One decision per request: of two submits only the first counts. */
export const useInteraction: Step<PortalContext> = {
  name: 'use-interaction',
  async run(context) {
    if (await context.ports.store.useInteraction(context.interactionId)) return;
    context.reply = htmlPage(403, expiredPage());
  },
};

/** Denied, or nothing ticked of what was offered: `access_denied` (RFC 6749 §4.1.2.1; AC-7). */
export const readDecision: Step<PortalContext> = {
  name: 'read-decision',
  run(context) {
    const { request, endpoint } = context;
    const offered = offeredIn(context);
    const types = offered.intersection(tickedTypes(request.form));
    const isAllowed = request.form?.get('decision') === 'allow' && (types.size > 0 || offered.size === 0);
    if (isAllowed) context.types = types;
    else {
      const error = new AccessDenied('the member did not consent');
      context.reply = errorResponse(error, filled(context, 'interaction'), endpoint);
    }
  },
};

export const sendCode: Step<PortalContext> = {
  name: 'send-code',
  async run(context) {
    const { endpoint, ports } = context;
    const interaction = filled(context, 'interaction');
    const { patientId, userName } = filled(context, 'member');
    const code = await issueCode(
      {
        interaction,
        app: filled(context, 'app'),
        patientId,
        grantedBy: userName,
        fhirUser: `Patient/${patientId}`,
        offered: offeredIn(context),
        types: filled(context, 'types'),
      },
      ports,
    );
    context.reply = codeResponse(code, interaction, endpoint);
  },
};

export const consentPageSteps: readonly Step<PortalContext>[] = [findInteraction, sendToLogin, showConsent];

export const consentSteps: readonly Step<PortalContext>[] = [
  checkConsentForm,
  findInteraction,
  requireSession,
  useInteraction,
  readDecision,
  sendCode,
];

export async function showConsentPage(request: IncomingRequest, endpoint: Endpoint): Promise<Reply> {
  return await runSteps(consentPageSteps, createPortalContext(request, endpoint));
}

export async function handleConsent(request: IncomingRequest, endpoint: Endpoint): Promise<Reply> {
  return await runSteps(consentSteps, createPortalContext(request, endpoint));
}

function offeredIn(context: PortalContext): ReadonlySet<ConsentableType> {
  return offeredTypes(filled(context, 'app'), filled(context, 'interaction').scope, context.endpoint.dialect);
}

function loginUrl({ endpoint, interactionId }: PortalContext): string {
  return `${endpoint.publicUrl}/member/login?interaction=${encodeURIComponent(interactionId)}`;
}

/** A CSP source for a redirect URI; the URI of a native app has a scheme of its own and no origin. */
function sourceOf(redirectUri: string): string {
  const { origin, protocol } = new URL(redirectUri);
  return origin === 'null' ? protocol : origin;
}
