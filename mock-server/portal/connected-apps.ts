import { html } from 'hono/html';
import type { Endpoint } from '../context.ts';
import { filled } from '../oauth/token-context.ts';
import { type IncomingRequest, type Reply, seeOther } from '../reply.ts';
import { runSteps, type Step } from '../step.ts';
import { formToken, isSessionFormOurs } from './browser-state.ts';
import { labelsOf } from './consent-page.ts';
import { expiredPage } from './error-page.ts';
import { type Html, htmlPage, layout } from './layout.ts';
import { createPortalContext, type PortalContext, requireSession } from './portal-context.ts';

const subject = 'connected-apps';

/** What the signed-in member shares with whom (AC-12). */
export const showConnectedApps: Step<PortalContext> = {
  name: 'show-connected-apps',
  async run(context) {
    const { endpoint, ports } = context;
    const csrf = formToken(filled(context, 'sessionId'), subject, endpoint.core.key);
    const shared = new Map<string, Set<string>>();
    for (const { clientId, types } of await ports.store.grantsOfPatient(
      filled(context, 'member').patientId,
    )) {
      shared.set(clientId, new Set([...(shared.get(clientId) ?? []), ...types]));
    }
    const apps = new Map((await endpoint.core.apps.list()).map((app) => [app.clientId, app]));
    const rows = Array.from(shared, ([clientId, types]) => {
      const name = apps.get(clientId)?.name ?? clientId;
      return html`<form method="post" action="${endpoint.publicUrl}/member/apps">
<h2>${name}</h2>
<p>May see: ${labelsOf(types).join(', ')}</p>
<input type="hidden" name="csrf" value="${csrf}">
<button type="submit" name="client_id" value="${clientId}">Withdraw consent</button>
</form>`;
    });
    context.reply = htmlPage(200, connectedAppsPage(filled(context, 'member').displayName, rows));
  },
};

export const checkWithdrawForm: Step<PortalContext> = {
  name: 'check-withdraw-form',
  run(context) {
    const { request, endpoint } = context;
    if (!isSessionFormOurs(request, subject, endpoint.core.key)) context.reply = htmlPage(403, expiredPage());
  },
};

/** All grants to the app end, and with them their tokens, at once. */
export const withdrawConsent: Step<PortalContext> = {
  name: 'withdraw-consent',
  async run(context) {
    const { request, endpoint, ports } = context;
    const clientId = request.form?.get('client_id') ?? '';
    await ports.store.withdrawGrants(filled(context, 'member').patientId, clientId, ports.clock.now());
    context.reply = seeOther(`${endpoint.publicUrl}/member/apps`);
  },
};

export async function showConnectedAppsPage(request: IncomingRequest, endpoint: Endpoint): Promise<Reply> {
  return await runSteps([requireSession, showConnectedApps], createPortalContext(request, endpoint));
}

export async function handleWithdrawal(request: IncomingRequest, endpoint: Endpoint): Promise<Reply> {
  const steps = [checkWithdrawForm, requireSession, withdrawConsent];
  return await runSteps(steps, createPortalContext(request, endpoint));
}

function connectedAppsPage(memberName: string, rows: readonly Html[]): Html {
  return layout(
    'Connected apps',
    html`<h1>Apps connected to your data</h1>
<p>You are signed in as <strong>${memberName}</strong>.</p>
${rows.length > 0 ? rows : html`<p>You share no data with any app.</p>`}`,
  );
}
