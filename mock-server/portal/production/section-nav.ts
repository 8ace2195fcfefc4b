import { html } from 'hono/html';
import type { PageContext } from '../developer/page-context.ts';
import type { Html } from '../layout.ts';
import { productionPath } from './find-request.ts';
import { isSectionComplete, type Questionnaire, type Section } from './questionnaire.ts';
import { problemsOfUrls } from './urls.ts';

/** The sections and the dashboard, with a tick at what is complete. */
export function sectionNav(context: PageContext, questionnaire: Questionnaire, current: string): Html {
  const path = context.endpoint.publicUrl + productionPath(context);
  const entries = [
    ...questionnaire.sections.map((section) => ({
      id: section.id,
      title: section.title,
      isDone: isDone(context, questionnaire, section),
    })),
    { id: 'dashboard', title: 'Application Onboarding – Risk Assessment', isDone: false },
  ];
  return html`<nav aria-label="Sections"><ol class="steps">${entries.map(
    (
      { id, title, isDone },
      index,
    ) => html`<li><a href="${path}/${id}"${id === current && html` aria-current="step"`}>
<span class="mark ${isDone && 'done'}">${isDone ? html`<span aria-hidden="true">✓</span>` : index + 1}</span><span>${title}${isDone && html`<span class="skip"> (complete)</span>`}</span></a></li>`,
  )}</ol></nav>`;
}

/** The first section holds the addresses as well. */
export function isDone({ production }: PageContext, { sections }: Questionnaire, section: Section): boolean {
  if (!production) return false;
  const { urls, answers } = production;
  const hasUrls = section !== sections[0] || Object.keys(problemsOfUrls(urls)).length === 0;
  return hasUrls && isSectionComplete(section, answers);
}
