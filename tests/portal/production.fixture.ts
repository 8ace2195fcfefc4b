import { loadQuestionnaire } from '../../lib/questionnaire.ts';
import type { Question } from '../../mock-server/portal/production/questionnaire.ts';
import { demoStaff } from '../../mock-server/portal/settings.ts';
import type { FormBrowser, PortalPage } from '../../suites/portal/form-browser.ts';
import { type Plan, theForm, url } from './portal.fixture.ts';

export const addresses = {
  callback: 'https://app.example/callback',
  privacyPolicy: 'https://app.example/privacy',
  terms: 'https://app.example/terms',
};

export const productionUrl = (clientId: string, page = '') =>
  `${url}/developer/apps/${clientId}/production${page}`;

/** Chooses an answer by its risk. */
export type Pick = (question: Question) => string;

export const best: Pick = ({ answers }) => answers.toSorted((a, b) => a.risk - b.risk)[0]?.id ?? '';
export const worst: Pick = ({ answers }) => answers.toSorted((a, b) => b.risk - a.risk)[0]?.id ?? '';
export const middle: Pick = ({ answers }) =>
  answers.toSorted((a, b) => Math.abs(a.risk - 50) - Math.abs(b.risk - 50))[0]?.id ?? '';

export async function start(browser: FormBrowser, clientId: string): Promise<PortalPage> {
  const page = await browser.open(productionUrl(clientId));
  return browser.submit(theForm(page, 'terms'), { terms: 'accepted' });
}

/** Fills in a section as it is asked for by its page. */
export async function fillSection(
  browser: FormBrowser,
  clientId: string,
  sectionId: string,
  pick: Pick,
  changes: Readonly<Record<string, string | readonly string[]>> = {},
): Promise<PortalPage> {
  const { sections } = await loadQuestionnaire();
  const section = sections.find(({ id }) => id === sectionId);
  if (!section) throw new Error(`no section ${sectionId}`);
  const form = theForm(
    await browser.open(productionUrl(clientId, `/${sectionId}`)),
    'csrf',
    section.questions[0]?.id ?? '',
  );
  const answers = Object.fromEntries(section.questions.map((question) => [question.id, pick(question)]));
  const notes = Object.fromEntries(
    section.questions.filter(({ note }) => note).map(({ id }) => [`${id}-note`, `Words about ${id}`]),
  );
  const urls = section === sections[0] ? addresses : {};
  return browser.submit(form, { ...answers, ...notes, ...urls, go: 'next', ...changes });
}

/** Answers everything without the eight pages. @returns the dashboard */
export async function answerAll(
  plan: Plan,
  browser: FormBrowser,
  clientId: string,
  pick: Pick,
): Promise<PortalPage> {
  const { portal } = plan.sandbox.core.ports.store;
  const request = await portal.productionRequestOfApp(clientId);
  if (!request) throw new Error('there is no request');
  const { sections } = await loadQuestionnaire();
  const questions = sections.flatMap((section) => section.questions);
  const answers = Object.fromEntries(
    questions.map((question) => [
      question.id,
      { answer: pick(question), note: `Words about ${question.id}` },
    ]),
  );
  await portal.updateProductionRequest({ ...request, answers, urls: addresses });
  return browser.open(productionUrl(clientId, '/dashboard'));
}

/** Answers everything, page by page. @returns the dashboard */
export async function fillAll(browser: FormBrowser, clientId: string, pick: Pick): Promise<PortalPage> {
  const { sections } = await loadQuestionnaire();
  let page: PortalPage | undefined;
  for (const { id } of sections) page = await fillSection(browser, clientId, id, pick);
  if (!page) throw new Error('no sections');
  return page;
}

export const attestation = {
  'attest-name': 'Dee Veloper',
  'attest-title': 'Head of Engineering',
  'attest-date': '2026-01-05',
  attested: 'yes',
};

/** @returns the page of the submitted request */
export async function requested(
  plan: Plan,
  browser: FormBrowser,
  clientId: string,
  pick: Pick,
): Promise<PortalPage> {
  await start(browser, clientId);
  const dashboard = await answerAll(plan, browser, clientId, pick);
  return browser.submit(theForm(dashboard, 'attest-name'), attestation);
}

export async function reviewer(plan: Plan): Promise<FormBrowser> {
  const browser = plan.browser();
  const page = await browser.open(`${url}/staff/login`);
  const { email, password } = demoStaff;
  await browser.submit(theForm(page, 'email', 'password'), { email, password });
  return browser;
}

/** Opens the first request of the queue. */
export async function openRequest(staff: FormBrowser): Promise<PortalPage> {
  const queue = await staff.open(`${url}/staff`);
  const href = queue.root.querySelector('th a')?.getAttribute('href');
  if (href === undefined) throw new Error(`the queue is empty: ${queue.text}`);
  return staff.open(href);
}

/** Makes a move at the desk, as its form has it. */
export async function decide(
  staff: FormBrowser,
  move: string,
  fields: Readonly<Record<string, string>> = {},
): Promise<PortalPage> {
  const page = await openRequest(staff);
  const form = page.forms.find(({ action }) => action.endsWith(`/${move}`));
  if (!form) throw new Error(`the desk offers no ${move}: ${page.text.slice(0, 400)}`);
  return staff.submit(form, fields);
}
