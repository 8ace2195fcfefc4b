import { html } from 'hono/html';
import { seeOther } from '../../reply.ts';
import type { ProductionUrls } from '../../store/portal.ts';
import { input, type Problems, problemSummary } from '../developer/fields.ts';
import { showNotFound } from '../developer/guards.ts';
import { field, type PageContext, type PageStep } from '../developer/page-context.ts';
import { form, show } from '../developer/show.ts';
import type { Html } from '../layout.ts';
import { productionPath, writeRequest } from './find-request.ts';
import {
  type Answers,
  type Given,
  missingFrom,
  type Question,
  type Questionnaire,
  type Section,
} from './questionnaire.ts';
import { sectionNav } from './section-nav.ts';
import { problemsOfUrls, urlLabels } from './urls.ts';

/** The section of the path, or nothing. */
export const showSection: PageStep = {
  name: 'show-section',
  async run(context) {
    const questionnaire = await context.portal.questionnaire();
    const section = sectionIn(context, questionnaire);
    if (section) await showForm(context, questionnaire, section, {});
    else showNotFound(context);
  },
};

/** What is given is kept, complete or not: a developer comes back to it. Going on needs all answers. */
export const saveSection: PageStep = {
  name: 'save-section',
  async run(context) {
    const { production, endpoint } = context;
    const questionnaire = await context.portal.questionnaire();
    const section = sectionIn(context, questionnaire);
    if (!production) return;
    if (!section) return showNotFound(context);
    const isFirst = section === questionnaire.sections[0];
    const urls = isFirst ? urlsIn(context) : production.urls;
    const answers = { ...production.answers, ...answersIn(context, section) };
    if (!(await writeRequest(context, { ...production, answers, urls }))) return;
    if (field(context, 'go') === 'later') {
      context.reply = seeOther(`${endpoint.publicUrl}/developer/apps`);
      return;
    }
    const problems = { ...(isFirst && problemsOfUrls(urls)), ...problemsOfAnswers(section, answers) };
    if (Object.keys(problems).length > 0) return showForm(context, questionnaire, section, problems);
    const next = questionnaire.sections[questionnaire.sections.indexOf(section) + 1]?.id ?? 'dashboard';
    context.reply = seeOther(`${endpoint.publicUrl}${productionPath(context)}/${next}`);
  },
};

function sectionIn({ request }: PageContext, { sections }: Questionnaire): Section | undefined {
  return sections.find(({ id }) => id === request.params.section);
}

function urlsIn(context: PageContext): ProductionUrls {
  const one = (name: string) => field(context, name).slice(0, 2000);
  return { callback: one('callback'), privacyPolicy: one('privacyPolicy'), terms: one('terms') };
}

function answersIn(context: PageContext, { questions }: Section): Answers {
  return Object.fromEntries(
    questions.map(({ id, answers }): [string, Given] => {
      const chosen = answers.find((answer) => answer.id === field(context, id));
      const note = field(context, `${id}-note`).slice(0, 4000);
      return [id, { ...(chosen && { answer: chosen.id }), ...(note !== '' && { note }) }];
    }),
  );
}

function problemsOfAnswers({ questions }: Section, answers: Answers): Problems {
  const problems: Record<string, string> = {};
  for (const question of questions) {
    const missing = missingFrom(question, answers);
    if (missing !== undefined) problems[question.id] = `${question.text} ${missing}`;
  }
  return problems;
}

async function showForm(
  context: PageContext,
  questionnaire: Questionnaire,
  section: Section,
  problems: Problems,
): Promise<void> {
  const { production, developer, app, endpoint } = context;
  if (!production) return;
  const index = questionnaire.sections.indexOf(section);
  const isWrong = Object.keys(problems).length > 0;
  show(
    context,
    section.title,
    html`<p class="crumbs"><a href="${endpoint.publicUrl}/developer/apps/${app?.clientId}">${app?.name}</a> · ${questionnaire.title}</p>
<div class="split">${sectionNav(context, questionnaire, section.id)}
<div><p class="soft">Section ${index + 1} of ${questionnaire.sections.length}</p>
<h1>${section.title}</h1><p class="lead">${section.intro}</p>
${isWrong && html`<p class="notice">What you answered is saved.</p>`}
${problemSummary(problems)}
${form(
  context,
  `${productionPath(context)}/${section.id}`,
  html`${
    index === 0 &&
    html`<div class="card">
${input({ name: 'app-name', label: 'Application name', value: production.appName, readonly: true })}
${input({ name: 'email', label: 'Registered email address', value: developer?.email ?? '', readonly: true })}
${(['callback', 'privacyPolicy', 'terms'] as const).map((name) =>
  input(
    {
      name,
      label: urlLabels[name][0],
      hint: urlLabels[name][1],
      type: 'url',
      value: production.urls[name],
      maxlength: 2000,
    },
    problems,
  ),
)}</div>`
  }
${section.questions.map((question) => questionCard(question, production.answers[question.id], problems[question.id]))}
<div class="buttons"><button class="main" type="submit" name="go" value="next">Next</button>
<button type="submit" name="go" value="later" formnovalidate>Save and return later</button></div>`,
)}</div></div>`,
    { status: isWrong ? 422 : 200 },
  );
}

function questionCard(
  { id, text, help, answers, note }: Question,
  given: Given = {},
  problem?: string,
): Html {
  const describedBy = [
    help === undefined ? '' : `${id}-hint`,
    problem === undefined ? '' : `${id}-error`,
  ].filter(Boolean);
  return html`<div class="card"><fieldset class="plain" id="${id}"${describedBy.length > 0 && html` aria-describedby="${describedBy.join(' ')}"`}>
<legend>${text}</legend>
${help !== undefined && html`<span class="hint" id="${id}-hint">${help}</span>`}
${problem !== undefined && html`<span class="error" id="${id}-error">${problem.slice(text.length + 1)}</span>`}
${answers.map(
  (answer) =>
    html`<label class="choice"><input type="radio" name="${id}" value="${answer.id}" required${given.answer === answer.id && ' checked'}><span>${answer.text}</span></label>`,
)}</fieldset>
${
  note !== undefined &&
  html`<label for="${id}-note">${note.label}${noteHint(answers, note.for)}</label>
<textarea id="${id}-note" name="${id}-note" rows="3" maxlength="4000">${given.note ?? ''}</textarea>`
}</div>`;
}

function noteHint(answers: Question['answers'], needed: 'all' | readonly string[]): Html | false {
  if (needed === 'all') return false;
  const texts = answers.filter(({ id }) => needed.includes(id)).map(({ text }) => `“${text}”`);
  return html` <span class="hint">Needed with ${texts.join(' or ')}</span>`;
}
