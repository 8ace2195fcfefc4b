import { type CheckContext, NotExercised } from '../runner/context.ts';
import type { RawExchange } from '../runner/http.ts';
import type { HtmlForm } from '../runner/login/html-form.ts';
import { addedApp, type Developer, mailTo, newBrowser, newDeveloper, submitWith } from './developer.ts';
import { type Fields, type FormBrowser, formWith, type PortalPage } from './form-browser.ts';
import { portalOf } from './settings.ts';

/** More sections than any questionnaire has. */
const MOST_PAGES = 20;

/** An app that has asked for production access, as far as the questionnaire. */
export interface Draft extends Developer {
  readonly clientId: string;
  /** Its sections, in order, as they were first shown. */
  readonly sections: readonly PortalPage[];
  readonly dashboard: PortalPage;
}

/** Which of the answers to a question is chosen, by how many there are. */
export type Choose = (count: number) => number;

export const first: Choose = () => 0;
export const last: Choose = (count) => count - 1;

export function sectionForm(page: PortalPage): HtmlForm | undefined {
  return page.forms.find(({ element }) => element.querySelector('input[type=radio]') !== null);
}

/** The questions of a section: name of the field, and the values of its answers. */
export function questionsOf(form: HtmlForm): ReadonlyMap<string, readonly string[]> {
  const questions = new Map<string, string[]>();
  for (const radio of form.element.querySelectorAll('input[type=radio]')) {
    const name = radio.getAttribute('name') ?? '';
    questions.set(name, [...(questions.get(name) ?? []), radio.getAttribute('value') ?? '']);
  }
  return questions;
}

/** Values for every field of a section. */
export function answersTo(t: CheckContext, form: HtmlForm, choose: Choose): Record<string, string> {
  const { fields } = portalOf(t);
  const answers: Record<string, string> = {};
  for (const [name, values] of questionsOf(form)) answers[name] = values[choose(values.length)] ?? '';
  for (const area of form.element.querySelectorAll('textarea'))
    answers[area.getAttribute('name') ?? ''] = 'Words of a conformance check.';
  if (form.element.querySelector(`[name="${fields.privacyPolicy}"]`)) {
    answers[fields.productionCallback] = 'https://app.example/callback';
    answers[fields.privacyPolicy] = 'https://app.example/privacy';
    answers[fields.termsOfService] = 'https://app.example/terms';
  }
  return answers;
}

/** Confirms the Terms of Use and opens the questionnaire. */
export async function begin(t: CheckContext, browser: FormBrowser, clientId: string): Promise<PortalPage> {
  const { fields, page } = portalOf(t);
  const start = await browser.open(page('production', clientId));
  return submitWith(browser, start, [fields.terms], { [fields.terms]: 'accepted' });
}

/** Goes through the sections, one after the other, to the dashboard. */
export async function answerAll(
  t: CheckContext,
  browser: FormBrowser,
  begun: PortalPage,
  choose: Choose,
): Promise<Pick<Draft, 'sections' | 'dashboard'>> {
  const sections: PortalPage[] = [];
  let page = begun;
  for (let form = sectionForm(page); form; form = sectionForm(page)) {
    if (sections.length > MOST_PAGES || sections.some(({ url }) => url === page.url))
      throw new NotExercised(`the questionnaire does not go on from ${page.url}`);
    sections.push(page);
    page = await browser.submit(form, answersTo(t, form, choose));
  }
  return { sections, dashboard: page };
}

/** A draft that checks share; they leave it a draft. */
export function sharedDraft(t: CheckContext): Promise<Draft> {
  return t.session.share('portal draft', () => newDraft(t, first, t.session.cleanup));
}

/** @param cleanup deletes the app; the check's own unless given */
export async function newDraft(t: CheckContext, choose: Choose, cleanup = t.cleanup): Promise<Draft> {
  const developer = await newDeveloper(t);
  const { clientId } = await addedApp(t, developer.browser, 'Check draft', { cleanup });
  const begun = await begin(t, developer.browser, clientId);
  return { ...developer, clientId, ...(await answerAll(t, developer.browser, begun, choose)) };
}

export function attestationFields(t: CheckContext): Record<string, string> {
  const { fields } = portalOf(t);
  return {
    [fields.attestationName]: 'Checking Person',
    [fields.attestationTitle]: 'Release manager',
    [fields.attestationDate]: new Date(t.session.now()).toISOString().slice(0, 10),
    [fields.attested]: 'yes',
  };
}

export async function attest(
  t: CheckContext,
  { browser, dashboard }: Draft,
  changes: Fields = {},
): Promise<PortalPage> {
  const { fields } = portalOf(t);
  return submitWith(browser, dashboard, [fields.attestationName], { ...attestationFields(t), ...changes });
}

/** Rating and level as a page shows them, in all and per section. */
export function ratingsOn(
  t: CheckContext,
  page: PortalPage,
): { rating: number; level: string; of: string }[] {
  const { selectors } = portalOf(t);
  const total = page.root.querySelector(selectors.rating)?.text;
  const level = page.root.querySelector(selectors.level)?.text ?? '';
  const rows = page.root.querySelectorAll('tr').flatMap((row) => {
    const found = /\b(\d{1,3})\b\s*(low|medium|high)\b/i.exec(row.structuredText.replaceAll(/\s+/g, ' '));
    const of = row.querySelector('th')?.text ?? '';
    return found ? [{ rating: Number(found[1]), level: (found[2] ?? '').toLowerCase(), of }] : [];
  });
  if (total === undefined || !/^\d+$/.test(total)) return rows;
  return [
    { rating: Number(total), level: /low|medium|high/i.exec(level)?.[0].toLowerCase() ?? '', of: 'total' },
    ...rows,
  ];
}

/** A request that the plan has granted, and what was seen on the way. */
export interface Granted extends Draft {
  readonly appName: string;
  readonly level: string;
  readonly reviewMail: RawExchange;
  readonly reviewMailText: string;
  readonly list: PortalPage;
  readonly production: { readonly clientId: string; readonly secret: string } | undefined;
}

export function granted(t: CheckContext): Promise<Granted> {
  return t.session.share('portal granted', () => grant(t));
}

async function grant(t: CheckContext): Promise<Granted> {
  const { reviewer, page, fields, selectors } = portalOf(t);
  if (!reviewer) throw new NotExercised('the target descriptor gives no portal.reviewer');
  const draft = await newDraft(t, (count) => Math.floor(count / 2), t.session.cleanup);
  const level = ratingsOn(t, draft.dashboard)[0]?.level ?? '';
  await attest(t, draft);
  const staff = newBrowser(t);
  const login = await staff.open(page('reviewerLogin'));
  await submitWith(staff, login, [fields.email, fields.password], {
    [fields.email]: reviewer.email,
    [fields.password]: reviewer.password,
  });
  const link = (await staff.open(page('queue'))).root
    .querySelectorAll('a')
    .find((candidate) => candidate.text.includes('Check draft'));
  if (!link) throw new NotExercised('the submitted request is not in the reviewer’s queue');
  const desk = await staff.open(new URL(link.getAttribute('href') ?? '', page('queue')).href);
  const scheduled = formWith(desk, 'at', 'place');
  if (!scheduled) throw new NotExercised('the reviewer’s desk has no form to schedule the review');
  const after = await staff.submit(scheduled, {
    at: '2026-12-03 10:00',
    place: 'https://meet.example/review',
  });
  const mail = await mailTo(t, draft.email);
  const decision = after.forms.find(({ action }) => action.endsWith('/grant'));
  if (!decision) throw new NotExercised('the reviewer’s desk has no form to grant access');
  await staff.submit(decision);
  const list = await draft.browser.open(page('apps'));
  const ids = list.root.querySelectorAll('a').map((entry) => entry.getAttribute('href') ?? '');
  const href = ids.find((one) => one.startsWith(page('app', 'prod-')));
  const own = href === undefined ? undefined : await draft.browser.open(href);
  const rotate = own?.forms.find(({ action }) => /secret/.test(action));
  const shown = rotate && (await draft.browser.submit(rotate));
  const text = (selector: string) => shown?.root.querySelector(selector)?.text.trim() ?? '';
  const production = { clientId: text(selectors.clientId), secret: text(selectors.clientSecret) };
  return {
    ...draft,
    appName: 'Check draft',
    level,
    reviewMail: mail.exchange,
    reviewMailText: mail.text,
    list,
    production: production.clientId && production.secret ? production : undefined,
  };
}
