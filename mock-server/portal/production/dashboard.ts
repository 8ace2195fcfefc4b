import { html } from 'hono/html';
import { seeOther } from '../../reply.ts';
import type { Attestation } from '../../store/portal.ts';
import { audit } from '../developer/audit.ts';
import { input, type Problems, problemSummary, submit } from '../developer/fields.ts';
import { field, type PageContext, type PageStep } from '../developer/page-context.ts';
import { form, show } from '../developer/show.ts';
import type { Html } from '../layout.ts';
import { riskBadge } from '../risk.ts';
import { productionPath, writeRequest } from './find-request.ts';
import { scoreLine } from './labels.ts';
import type { Questionnaire } from './questionnaire.ts';
import { type Assessment, assess, type Level } from './score.ts';
import { isDone, sectionNav } from './section-nav.ts';
import { stateAfter } from './states.ts';

export const attestationStatement =
  'I attest that I am authorized to answer for the organization, that the answers are true and complete to the best of my knowledge, and that the plan will be notified when they change.';

/** PROD-7: rating and level, in all and per section, and the way to change or to submit. */
export const showDashboard: PageStep = {
  name: 'show-dashboard',
  run: (context) => showPage(context, {}),
};

/** All questions are mandatory (PROD-5): without them there is no rating to submit. */
export const checkComplete: PageStep = {
  name: 'check-complete',
  async run(context) {
    const questionnaire = await context.portal.questionnaire();
    if (incompleteIn(context, questionnaire).length > 0) await showPage(context, {}, 422);
  },
};

export const checkAttestation: PageStep = {
  name: 'check-attestation',
  async run(context) {
    const { name, title, date, statement } = attestationIn(context);
    const problems: Record<string, string> = {};
    if (name === '') problems['attest-name'] = 'Enter the name of who attests.';
    if (title === '') problems['attest-title'] = 'Enter their title.';
    if (!/^\d{4}-\d\d-\d\d$/.test(date) || Number.isNaN(Date.parse(date)))
      problems['attest-date'] = 'Enter the date as YYYY-MM-DD.';
    if (statement === '') problems.attested = 'Confirm the statement to submit.';
    if (Object.keys(problems).length > 0) await showPage(context, problems);
  },
};

/** A copy is frozen: what is evaluated is what was attested. Members see the category from now on. */
export const submitRequest: PageStep = {
  name: 'submit-request',
  async run(context) {
    const { production, ports, endpoint, app } = context;
    if (!production || !app) return;
    const questionnaire = await context.portal.questionnaire();
    const { total, sections } = assess(questionnaire, production.answers);
    const { portal } = ports.store;
    const version = (await portal.submissionsOf(production.id)).length + 1;
    const state = stateAfter('submit', production.state);
    if (!(await writeRequest(context, { ...production, state, score: total }))) return;
    await portal.addSubmission({
      requestId: production.id,
      version,
      at: ports.clock.now(),
      questionnaireVersion: questionnaire.version,
      answers: production.answers,
      urls: production.urls,
      attestation: attestationIn(context),
      total,
      sections,
    });
    await endpoint.core.apps.put({ ...app, risk: total.level });
    await audit(context, 'production.submitted', app.clientId, `version ${version}, rating ${total.rating}`);
    context.reply = seeOther(endpoint.publicUrl + productionPath(context));
  },
};

function attestationIn(context: PageContext): Attestation {
  return {
    name: field(context, 'attest-name').slice(0, 200),
    title: field(context, 'attest-title').slice(0, 200),
    date: field(context, 'attest-date'),
    statement: field(context, 'attested') === 'yes' ? attestationStatement : '',
  };
}

function incompleteIn(context: PageContext, questionnaire: Questionnaire) {
  return questionnaire.sections.filter((section) => !isDone(context, questionnaire, section));
}

async function showPage(context: PageContext, problems: Problems, status?: number): Promise<void> {
  const { app, endpoint, production } = context;
  if (!production) return;
  const questionnaire = await context.portal.questionnaire();
  const incomplete = incompleteIn(context, questionnaire);
  const isWrong = Object.keys(problems).length > 0;
  const path = endpoint.publicUrl + productionPath(context);
  show(
    context,
    'Risk Assessment',
    html`<p class="crumbs"><a href="${endpoint.publicUrl}/developer/apps/${app?.clientId}">${app?.name}</a> · ${questionnaire.title}</p>
<div class="split">${sectionNav(context, questionnaire, 'dashboard')}
<div><h1>Application Onboarding – Risk Assessment</h1>
${problemSummary(problems)}
${
  incomplete.length > 0
    ? html`<div class="card"><h2>Not complete yet</h2><p${status === 422 && html` role="alert"`}>Every question is mandatory. Your rating appears when these sections are answered:</p>
<ul>${incomplete.map(({ id, title }) => html`<li><a href="${path}/${id}">${title}</a></li>`)}</ul></div>`
    : html`${ratingCard(questionnaire, assess(questionnaire, production.answers), path)}
${attestationForm(context, problems)}`
}</div></div>`,
    { status: status ?? (isWrong ? 422 : 200) },
  );
}

const meaning: Readonly<Record<Level, string>> = {
  low: 'Nearly all points are in good order.',
  medium: 'Some points are open. Look at the sections with the highest ratings.',
  high: 'Many points are open. Members will be advised to think well before they share data.',
};

export function ratingCard(
  { sections }: Questionnaire,
  { total, sections: scores }: Assessment,
  editPath?: string,
): Html {
  return html`<section class="card" aria-labelledby="rating"><h2 id="rating">Risk rating</h2>
<p><span class="score" id="risk-rating">${total.rating}</span> <span class="soft">of 100</span> <span id="risk-level">${riskBadge(total.level)}</span></p>
<p>${meaning[total.level]} <span class="soft">Low 0–30, medium 31–70, high 71–100.</span></p>
<div class="table" tabindex="0" role="region" aria-label="Rating per section"><table><thead><tr><th scope="col">Section</th><th scope="col">Rating and level</th>${editPath !== undefined && html`<th scope="col"><span class="skip">Change</span></th>`}</tr></thead><tbody>
${sections.map(({ id, title }) => {
  const score = scores[id];
  return (
    score &&
    html`<tr><th scope="row">${title}</th><td class="score-line">${scoreLine(score, title)}</td>
${editPath !== undefined && html`<td><a href="${editPath}/${id}" aria-label="Change ${title}">Change</a></td>`}</tr>`
  );
})}</tbody></table></div></section>`;
}

function attestationForm(context: PageContext, problems: Problems): Html {
  const today = new Date(context.ports.clock.now()).toISOString().slice(0, 10);
  const value = (name: string, otherwise = '') => field(context, name) || otherwise;
  return html`<section class="card" aria-labelledby="attestation"><h2 id="attestation">Attestation</h2>
${form(
  context,
  `${productionPath(context)}/submit`,
  html`${input({ name: 'attest-name', label: 'Name', value: value('attest-name'), autocomplete: 'name' }, problems)}
${input({ name: 'attest-title', label: 'Title', value: value('attest-title'), autocomplete: 'organization-title' }, problems)}
${input({ name: 'attest-date', label: 'Date', type: 'date', value: value('attest-date', today) }, problems)}
<div class="field">${problems.attested !== undefined && html`<span class="error" id="attested-error">${problems.attested}</span>`}
<label class="choice"><input type="checkbox" id="attested" name="attested" value="yes" required${value('attested') === 'yes' && ' checked'}${problems.attested !== undefined && html` aria-invalid="true" aria-describedby="attested-error"`}>
<span>${attestationStatement}</span></label></div>
<p class="soft">After you submit, the answers are frozen until the plan has looked at them.</p>
<div class="buttons">${submit('Submit')}</div>`,
)}</section>`;
}
