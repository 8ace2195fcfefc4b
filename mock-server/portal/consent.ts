import type { Endpoint } from '../context.ts';
import { codeResponse, errorResponse } from '../oauth/authorization-response.ts';
import { dialectRules } from '../oauth/dialects.ts';
import { AccessDenied } from '../oauth/errors.ts';
import { issueCode } from '../oauth/issue-code.ts';
import { lifetimesOf } from '../oauth/lifetimes.ts';
import { offeredTypes } from '../oauth/offered-types.ts';
import type { ConsentableType } from '../oauth/resource-types.ts';
import { defaultScope } from '../oauth/scope.ts';
import { filled } from '../oauth/token-context.ts';
import type { IncomingRequest, Reply } from '../reply.ts';
import { runSteps, type Step } from '../step.ts';
import { formToken, isSessionFormOurs } from './browser-state.ts';
import { consentPage, tickedTypes } from './consent-page.ts';
import { expiredPage } from './error-page.ts';
import { htmlPage } from './layout.ts';
import { personsOf } from './persons.ts';
import {
  createPortalContext,
  findInteraction,
  type PortalContext,
  requireSession,
} from './portal-context.ts';
import { loginUrl, sendToLogin } from './send-to-login.ts';

/** Asked at every authorization, never taken from an earlier one (AC-6, AC-12). */
export const showConsent: Step<PortalContext> = {
  name: 'show-consent',
  run(context) {
    const { endpoint, interactionId, ports } = context;
    const app = filled(context, 'app');
    const { scope, redirectUri } = filled(context, 'interaction');
    const sessionId = filled(context, 'sessionId');
    const page = consentPage({
      endpoint,
      sessionId,
      action: `${endpoint.publicUrl}/member/consent`,
      switchUrl: `${loginUrl(context)}&switch=1`,
      app,
      persons: personsOf(filled(context, 'member'), ports),
      types: offeredIn(context),
      ...lifetimesOf(app, scope ?? defaultScope.member, dialectRules[endpoint.dialect]),
      interactionId,
      csrf: formToken(sessionId, interactionId, endpoint.core.key),
    });
    context.reply = htmlPage(200, page, {}, [sourceOf(redirectUri)]);
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

/** The member's own data, or that of someone the member acts for; nobody else's. */
export const choosePerson: Step<PortalContext> = {
  name: 'choose-person',
  run(context) {
    const persons = personsOf(filled(context, 'member'), context.ports);
    const chosen = context.request.form?.get('patient') ?? persons[0].patientId;
    const person = persons.find(({ patientId }) => patientId === chosen);
    if (person) context.person = person;
    else context.reply = htmlPage(403, expiredPage());
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
    const { patientId, fhirUser } = filled(context, 'person');
    const code = await issueCode(
      {
        interaction,
        app: filled(context, 'app'),
        patientId,
        fhirUser,
        grantedBy: filled(context, 'member').userName,
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
  choosePerson,
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

/** A CSP source for a redirect URI; the URI of a native app has a scheme of its own and no origin. */
function sourceOf(redirectUri: string): string {
  const { origin, protocol } = new URL(redirectUri);
  return origin === 'null' ? protocol : origin;
}
