import type { Endpoint } from '../context.ts';
import { filled } from '../oauth/token-context.ts';
import { type IncomingRequest, type Reply, seeOther } from '../reply.ts';
import { runSteps, type Step } from '../step.ts';
import { formToken, isSessionFormOurs } from './browser-state.ts';
import { type ConsentRow, consentsPage } from './consents-page.ts';
import { expiredPage } from './error-page.ts';
import { htmlPage } from './layout.ts';
import { ownPages } from './member-frame.ts';
import { type Person, personsOf } from './persons.ts';
import { createPortalContext, type PortalContext, requireSession } from './portal-context.ts';
import { sendToLogin } from './send-to-login.ts';

/** What is shared with whom, of the member and of those the member acts for (AC-12). */
export const showConsents: Step<PortalContext> = {
  name: 'show-consents',
  async run(context) {
    const { endpoint, ports, request } = context;
    const sessionId = filled(context, 'sessionId');
    const persons = personsOf(filled(context, 'member'), ports);
    const consents = await Promise.all(persons.map((person) => consentsOf(person, context)));
    const page = consentsPage({
      endpoint,
      sessionId,
      action: `${endpoint.publicUrl}/member/consents`,
      csrf: formToken(sessionId, ownPages, endpoint.core.key),
      persons: persons.map((person, index) => ({ person, consents: consents[index] ?? [] })),
      isWithdrawn: request.query.has('withdrawn'),
    });
    context.reply = htmlPage(200, page);
  },
};

export const checkOwnForm: Step<PortalContext> = {
  name: 'check-own-form',
  run(context) {
    const { request, endpoint } = context;
    if (!isSessionFormOurs(request, ownPages, endpoint.core.key))
      context.reply = htmlPage(403, expiredPage());
  },
};

/** All grants of a person's data to the app end, and with them their tokens, at once. */
export const withdrawConsent: Step<PortalContext> = {
  name: 'withdraw-consent',
  async run(context) {
    const { request, endpoint, ports } = context;
    const patientId = request.form?.get('patient') ?? '';
    const isTheirs = personsOf(filled(context, 'member'), ports).some((one) => one.patientId === patientId);
    if (!isTheirs) {
      context.reply = htmlPage(403, expiredPage());
      return;
    }
    await ports.store.withdrawGrants(patientId, request.form?.get('client_id') ?? '', ports.clock.now());
    context.reply = seeOther(`${endpoint.publicUrl}/member/consents?withdrawn=1`);
  },
};

export async function showConsentsPage(request: IncomingRequest, endpoint: Endpoint): Promise<Reply> {
  return await runSteps([sendToLogin, showConsents], createPortalContext(request, endpoint));
}

export async function handleWithdrawal(request: IncomingRequest, endpoint: Endpoint): Promise<Reply> {
  const steps = [checkOwnForm, requireSession, withdrawConsent];
  return await runSteps(steps, createPortalContext(request, endpoint));
}

/** One row per app; several grants to one app are shown together. */
async function consentsOf({ patientId }: Person, { endpoint, ports }: PortalContext): Promise<ConsentRow[]> {
  const byApp = Map.groupBy(await ports.store.grantsOfPatient(patientId), ({ clientId }) => clientId);
  return await Promise.all(
    Array.from(byApp, async ([clientId, grants]) => ({
      clientId,
      app: await endpoint.core.apps.find(clientId),
      types: new Set(grants.flatMap(({ types }) => types)),
      since: Math.min(...grants.map(({ createdAt }) => createdAt)),
    })),
  );
}
