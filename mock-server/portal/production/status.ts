import { html } from 'hono/html';
import { seeOther } from '../../reply.ts';
import type { Message, ProductionRequest } from '../../store/portal.ts';
import { audit } from '../developer/audit.ts';
import { input, submit, when } from '../developer/fields.ts';
import { field, type PageContext, type PageStep } from '../developer/page-context.ts';
import { form, show } from '../developer/show.ts';
import type { Html } from '../layout.ts';
import { ratingCard } from './dashboard.ts';
import { productionPath, writeRequest } from './find-request.ts';
import { stateBadge } from './labels.ts';
import { canMove, stateAfter } from './states.ts';

/** What has become of a submitted request. */
export async function showStatus(context: PageContext, problem?: string): Promise<void> {
  const { production, ports, app, endpoint } = context;
  if (!production) return;
  const { portal } = ports.store;
  const last = (await portal.submissionsOf(production.id)).at(-1);
  const questionnaire = await context.portal.questionnaire();
  show(
    context,
    'Production access',
    html`<p class="crumbs"><a href="${endpoint.publicUrl}/developer/apps/${app?.clientId}">${app?.name}</a></p>
<div class="head"><h1>Production access</h1><p>${stateBadge(production.state)}</p></div>
${told(context, production)}
${thread(await portal.messagesOf(production.id))}
${canMove('answer', production.state) && answerForm(context, problem)}
${canMove('reopen', production.state) && reopenForm(context)}
${
  last !== undefined &&
  html`<p class="soft">Version ${last.version}, submitted ${when(last.at)}, attested by ${last.attestation.name}, ${last.attestation.title}.</p>
${ratingCard(questionnaire, last)}`
}`,
    { status: problem === undefined ? 200 : 422 },
  );
}

function told(
  { endpoint }: PageContext,
  { state, review, reason, productionClientId }: ProductionRequest,
): Html {
  switch (state) {
    case 'granted':
      return html`<p class="notice good">Production access is granted. <a href="${endpoint.publicUrl}/developer/apps/${productionClientId}">Your production application</a> has a client id and a client secret of its own.</p>`;
    case 'refused':
      return html`<p class="notice warn">The plan has refused production access. Reason: ${reason}</p>`;
    case 'revoked':
      return html`<p class="notice warn">The plan has revoked production access. Reason: ${reason}</p>`;
    case 'review-scheduled':
      return html`<p class="notice">Face-to-face review: <strong>${review?.at}</strong>, ${review?.place}</p>`;
    case 'follow-up':
      return html`<p class="notice warn">The plan has a question. Your answer is needed before it goes on.</p>`;
    default:
      return html`<p class="notice">The plan evaluates your answers. You get a mail when there is a question, and when the review is scheduled.</p>`;
  }
}

export function thread(messages: readonly Message[]): Html | false {
  if (messages.length === 0) return false;
  return html`<section class="card" aria-labelledby="thread"><h2 id="thread">Questions and answers</h2><ul class="thread">
${messages.map(({ by, at, text }) => html`<li><small>${by === 'staff' ? 'The plan' : 'The developer'}, ${when(at)}</small>${text}</li>`)}</ul></section>`;
}

function answerForm(context: PageContext, problem: string | undefined): Html {
  return html`<section class="card">${form(
    context,
    `${productionPath(context)}/answer`,
    html`${input({ name: 'text', label: 'Your answer', type: 'textarea', maxlength: 4000 }, problem === undefined ? {} : { text: problem })}
<div class="buttons">${submit('Send answer')}</div>`,
  )}</section>`;
}

function reopenForm(context: PageContext): Html {
  return html`<section class="card">${form(
    context,
    `${productionPath(context)}/reopen`,
    html`<p>You can change your answers and submit them anew; they make a new version.</p><div class="buttons">${submit('Change my answers')}</div>`,
  )}</section>`;
}

export const answerFollowUp: PageStep = {
  name: 'answer-follow-up',
  async run(context) {
    const { production, ports, endpoint } = context;
    if (!production) return;
    const text = field(context, 'text').slice(0, 4000);
    if (text === '') return showStatus(context, 'Write your answer.');
    const state = stateAfter('answer', production.state);
    if (!(await writeRequest(context, { ...production, state }))) return;
    await ports.store.portal.addMessage({
      requestId: production.id,
      at: ports.clock.now(),
      by: 'developer',
      text,
    });
    await audit(context, 'production.answered', production.clientId);
    context.reply = seeOther(endpoint.publicUrl + productionPath(context));
  },
};

export const reopenRequest: PageStep = {
  name: 'reopen-request',
  async run(context) {
    const { production, endpoint } = context;
    if (!production) return;
    const { reason: _, review: __, ...rest } = production;
    const state = stateAfter('reopen', production.state);
    if (!(await writeRequest(context, { ...rest, state }))) return;
    await audit(context, 'production.reopened', production.clientId);
    context.reply = seeOther(endpoint.publicUrl + productionPath(context));
  },
};
