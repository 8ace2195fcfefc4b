import { randomUUID } from 'node:crypto';
import { html } from 'hono/html';
import { seeOther } from '../../reply.ts';
import { audit } from '../developer/audit.ts';
import { submit } from '../developer/fields.ts';
import { showMessage } from '../developer/guards.ts';
import { field, type PageContext, type PageStep } from '../developer/page-context.ts';
import { form, show } from '../developer/show.ts';
import { productionPath } from './find-request.ts';
import { showStatus } from './status.ts';

/** PROD-2 */
const MOST_REQUESTS = 3;

/** What production access takes, or where the request stands. */
export const showProduction: PageStep = {
  name: 'show-production',
  async run(context) {
    const { production } = context;
    if (!production) return showStart(context, false);
    if (production.state !== 'draft') return showStatus(context);
    const { sections } = await context.portal.questionnaire();
    const path = `${productionPath(context)}/${sections[0]?.id ?? 'dashboard'}`;
    context.reply = seeOther(context.endpoint.publicUrl + path);
  },
};

/** Reading the Terms of Use comes first (PROD-12). */
export const checkTermsConfirmed: PageStep = {
  name: 'check-terms-confirmed',
  run(context) {
    if (field(context, 'terms') !== 'accepted') showStart(context, true);
  },
};

export const checkRequestLimit: PageStep = {
  name: 'check-request-limit',
  async run(context) {
    const { ports, developer, production } = context;
    if (production) return;
    const all = await ports.store.portal.listProductionRequests(developer?.id ?? '');
    if (all.filter(({ state }) => state !== 'withdrawn').length < MOST_REQUESTS) return;
    showMessage(context, 409, 'No more requests', [
      `Production access can be requested for ${MOST_REQUESTS} applications; you have done so.`,
      'To ask for another, contact the Healthplan IT support team: it-support@plan.example.',
    ]);
  },
};

export const startRequest: PageStep = {
  name: 'start-request',
  async run(context) {
    const { ports, app, developer, endpoint, production } = context;
    if (!app || !developer) return;
    const now = ports.clock.now();
    if (!production) {
      const request = {
        id: randomUUID(),
        clientId: app.clientId,
        appName: app.name,
        owner: developer.id,
        state: 'draft' as const,
        revision: 0,
        answers: {},
        urls: { callback: '', privacyPolicy: '', terms: '' },
        termsAcceptedAt: now,
        createdAt: now,
        updatedAt: now,
      };
      await ports.store.portal.addProductionRequest(request);
      await audit(context, 'production.started', app.clientId, 'Terms of Use confirmed');
    }
    context.reply = seeOther(endpoint.publicUrl + productionPath(context));
  },
};

function showStart(context: PageContext, isMissing: boolean): void {
  const { app, endpoint } = context;
  show(
    context,
    'Request Production Access',
    html`<p class="crumbs"><a href="${endpoint.publicUrl}/developer/apps/${app?.clientId}">${app?.name}</a></p>
<h1>Request Production Access</h1>
<p>Members have to feel sure about how applications treat their information. Before ${app?.name} sees data of production, the
plan asks you about it.</p>
<h2>What it takes</h2>
<ol><li>A <strong>privacy policy</strong> and <strong>terms of service</strong> that anyone can read, under https, and a
callback URL.</li>
<li>The <strong>Risk Assessment Questionnaire</strong>: eight sections, every question mandatory. You can save and come
back.</li>
<li>A look at your <strong>rating</strong>: low 0–30, medium 31–70, high 71–100. You can change answers before you submit.</li>
<li>Your <strong>attestation</strong> that the answers are true.</li>
<li>The plan evaluates them, may ask back, and invites you to a face-to-face review.</li></ol>
<p class="notice">Members read the risk category when they are asked for their consent. Production data of a member needs that
member's consent.</p>
${form(
  context,
  `${productionPath(context)}/start`,
  html`<div class="field">${isMissing && html`<span class="error" id="terms-error" role="alert">Confirm that you have read the Terms of Use.</span>`}
<label class="choice"><input type="checkbox" id="terms" name="terms" value="accepted" required${isMissing && html` aria-invalid="true" aria-describedby="terms-error"`}>
<span>I have read and understand the <a href="${endpoint.publicUrl}/terms">Terms of Use</a></span></label></div>
<div class="buttons">${submit('Begin the questionnaire')}</div>`,
)}`,
    { status: isMissing ? 422 : 200, width: 'wide' },
  );
}
