import { html } from 'hono/html';
import { showConsent } from '../../portal/consent.ts';
import { htmlPage, layout } from '../../portal/layout.ts';
import { type Defect, replaceStep } from '../defect.ts';

export const toleranceTermsBeforeConsent: Defect = {
  name: 'tolerance.terms-before-consent',
  summary: 'Before the consent page the member reads terms and goes on.',
  clause: 'Portal documentation, authorization code, step 3',
  replacementOf: replaceStep(showConsent, async (context) => {
    const { request, endpoint, interactionId } = context;
    if (request.query.has('read')) return showConsent.run(context);
    const page = html`<h1>Before you decide</h1>
<p>Apps are not part of your health plan.</p>
<form method="get" action="${endpoint.publicUrl}/member/consent">
<input type="hidden" name="interaction" value="${interactionId}"><input type="hidden" name="read" value="1">
<button type="submit">Continue</button></form>`;
    context.reply = htmlPage(200, layout('Terms', page));
  }),
};
