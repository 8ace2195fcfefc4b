import { html } from 'hono/html';
import type { ProductionRequest, Submission } from '../../store/portal.ts';
import { auditTable } from '../developer/account.ts';
import { input, type Problems, problemSummary, submit, when } from '../developer/fields.ts';
import { showNotFound } from '../developer/guards.ts';
import type { PageContext, PageStep } from '../developer/page-context.ts';
import { form, show } from '../developer/show.ts';
import type { Html } from '../layout.ts';
import { ratingCard } from '../production/dashboard.ts';
import { stateBadge } from '../production/labels.ts';
import { answerOf, type Questionnaire } from '../production/questionnaire.ts';
import { canMove, type Move } from '../production/states.ts';
import { thread } from '../production/status.ts';

/** Drafts are the developer's own business. */
export const findRequest: PageStep = {
  name: 'find-request',
  async run(context) {
    const { portal } = context.ports.store;
    const request = await portal.findProductionRequest(context.request.params.request ?? '');
    if (request && request.state !== 'draft') context.production = request;
    else showNotFound(context);
  },
};

export const showRequest: PageStep = {
  name: 'show-request',
  run: (context) => showDesk(context, {}),
};

/** Answers with their scores, what was said, and the moves that are possible from here. */
export async function showDesk(context: PageContext, problems: Problems, status = 200): Promise<void> {
  const { production, ports, endpoint } = context;
  if (!production) return;
  const { portal } = ports.store;
  const [developer, submissions, messages, audits, questionnaire] = await Promise.all([
    portal.findDeveloper(production.owner),
    portal.submissionsOf(production.id),
    portal.messagesOf(production.id),
    portal.listAudit({ subject: production.clientId }),
    context.portal.questionnaire(),
  ]);
  const last = submissions.at(-1);
  show(
    context,
    production.appName,
    html`<p class="crumbs"><a href="${endpoint.publicUrl}/staff">Production requests</a></p>
<div class="head"><h1>${production.appName}</h1><p>${stateBadge(production.state)}</p></div>
${problemSummary(problems)}
<section class="card"><dl class="facts"><dt>Developer</dt><dd>${developer?.name}, ${developer?.organization}</dd>
<dt>Email address</dt><dd>${developer?.email}</dd>
${last && html`${facts(last, submissions.length)}`}
${production.review && html`<dt>Review</dt><dd>${production.review.at}, ${production.review.place}</dd>`}
${production.reason !== undefined && html`<dt>Reason</dt><dd>${production.reason}</dd>`}
${production.productionClientId !== undefined && html`<dt>Production client id</dt><dd><code>${production.productionClientId}</code></dd>`}</dl></section>
${actions(context, production, problems)}
${thread(messages)}
${last && html`${ratingCard(questionnaire, last)}${answers(questionnaire, last)}`}
<h2>History</h2>${auditTable(audits)}`,
    { status },
  );
}

function facts({ version, at, attestation, urls, questionnaireVersion }: Submission, count: number): Html {
  return html`<dt>Submitted</dt><dd>${when(at)}, version ${version}${count > 1 && ` of ${count}`}, questionnaire ${questionnaireVersion}</dd>
<dt>Attested by</dt><dd>${attestation.name}, ${attestation.title}, ${attestation.date}<br><small>${attestation.statement}</small></dd>
<dt>Callback URL</dt><dd><code>${urls.callback}</code></dd><dt>Privacy policy</dt><dd><code>${urls.privacyPolicy}</code></dd>
<dt>Terms of service</dt><dd><code>${urls.terms}</code></dd>`;
}

function answers({ sections }: Questionnaire, submission: Submission): Html {
  return html`<section aria-labelledby="answers"><h2 id="answers">Answers</h2>${sections.map(
    ({
      title,
      questions,
    }) => html`<details class="card"><summary><strong>${title}</strong></summary><div class="table" tabindex="0" role="region" aria-label="${title}"><table><thead><tr><th scope="col">Question</th>
<th scope="col">Answer</th><th scope="col">Risk</th><th scope="col">Weight</th></tr></thead><tbody>${questions.map(
      (question) => {
        const note = submission.answers[question.id]?.note;
        const answer = answerOf(question, submission.answers);
        return html`<tr><th scope="row">${question.text}</th><td>${answer?.text}${note !== undefined && html`<br><small>${note}</small>`}</td><td>${answer?.risk}</td><td>${question.weight}</td></tr>`;
      },
    )}</tbody></table></div></details>`,
  )}</section>`;
}

function actions(context: PageContext, { id, state }: ProductionRequest, problems: Problems): Html {
  const action = (move: Move, title: string, content: Html) =>
    canMove(move, state) &&
    html`<li class="card"><h2>${title}</h2>${form(context, `/staff/requests/${id}/${move}`, content)}</li>`;
  const area = (name: string, label: string) =>
    input({ name, label, type: 'textarea', maxlength: 2000 }, problems);
  return html`<ul class="cards">
${action('ask', 'Follow up', html`${area('question', 'Question to the developer')}<div class="buttons">${submit('Send by mail')}</div>`)}
${action(
  'schedule',
  'Face-to-face review',
  html`${input({ name: 'at', label: 'When', hint: 'Such as 2026-12-03 10:00 Pacific time', maxlength: 100 }, problems)}
${input({ name: 'place', label: 'Where', hint: 'A room or a link to a meeting', maxlength: 200 }, problems)}<div class="buttons">${submit('Schedule and notify')}</div>`,
)}
${action('grant', 'Grant', html`<p>The developer gets an application with <code>_prod</code> in its name.</p><div class="buttons">${submit('Grant production access')}</div>`)}
${action('refuse', 'Refuse', html`${area('refusal', 'Reason')}<div class="buttons">${submit('Refuse', 'danger')}</div>`)}
${action('revoke', 'Revoke', html`${area('revocation', 'Reason')}<div class="buttons">${submit('Revoke production access', 'danger')}</div>`)}
</ul>`;
}
