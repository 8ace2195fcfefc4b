import type { Cleanup } from '../runner/cleanup.ts';
import type { CheckContext } from '../runner/context.ts';
import { NotExercised } from '../runner/context.ts';
import { type HttpRequest, jsonObjectOf, type RawExchange } from '../runner/http.ts';
import { clientCredentials } from '../runner/oauth.ts';
import { type Fields, FormBrowser, formWith, type PortalPage } from './form-browser.ts';
import { portalOf } from './settings.ts';

/** Someone with an account at the portal, made by this run. */
export interface Developer {
  readonly email: string;
  readonly password: string;
  readonly browser: FormBrowser;
}

export interface AccessMail {
  readonly exchange: RawExchange;
  readonly text: string;
  readonly link: string | undefined;
  readonly code: string | undefined;
}

export function newBrowser(t: CheckContext): FormBrowser {
  return new FormBrowser((request: HttpRequest) => t.send(request));
}

export function newEmail(t: CheckContext): string {
  return `check-${t.session
    .random(9)
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '0')}@${portalOf(t).mailDomain}`;
}

export function newPassword(t: CheckContext): string {
  return `Pw-${t.session.random(15)}`;
}

/** Fills in a form of the page; a page without it makes the check impossible. */
export async function submitWith(
  browser: FormBrowser,
  page: PortalPage,
  names: readonly string[],
  values: Fields,
): Promise<PortalPage> {
  const form = formWith(page, ...names);
  if (!form)
    throw new NotExercised(
      `${page.url} (HTTP ${page.exchange.response.status}) has no form with ${names.join(', ')}`,
    );
  return browser.submit(form, values);
}

export async function register(
  t: CheckContext,
  browser: FormBrowser,
  email: string,
  changes: Fields = {},
): Promise<PortalPage> {
  const { fields, page } = portalOf(t);
  return submitWith(browser, await browser.open(page('register')), [fields.email], {
    [fields.name]: 'Checking Person',
    [fields.organization]: 'Assay Checks',
    [fields.email]: email,
    [fields.terms]: 'accepted',
    ...changes,
  });
}

/** The newest mail to the address. */
export async function mailTo(t: CheckContext, email: string): Promise<AccessMail> {
  const { outbox } = portalOf(t);
  const { control } = t.target;
  if (outbox === undefined)
    throw new NotExercised('the target descriptor gives no portal.outbox to read mails from');
  const exchange = await t.send({
    method: 'GET',
    url: `${outbox}?to=${encodeURIComponent(email)}`,
    headers: { ...(control?.token !== undefined && { authorization: `Bearer ${control.token}` }) },
  });
  const mails = jsonObjectOf(exchange)?.mails;
  const [mail] = Array.isArray(mails) ? mails : [];
  const text = typeof mail?.text === 'string' ? mail.text : '';
  return {
    exchange,
    text,
    link: /https?:\/\/\S+/.exec(text)?.[0],
    code: /[Cc]ode:\s*([A-Z0-9]{3,}(?:-[A-Z0-9]{3,})*)/.exec(text)?.[1],
  };
}

/** Uses the mail's link and a code to set a password. */
export async function setPassword(
  t: CheckContext,
  browser: FormBrowser,
  { link, code }: { readonly link: string | undefined; readonly code: string | undefined },
  password: string,
): Promise<PortalPage> {
  const { fields } = portalOf(t);
  if (link === undefined || code === undefined)
    throw new NotExercised('the registration sent no mail with a link and an access code');
  return submitWith(browser, await browser.open(link), [fields.password], {
    [fields.code]: code,
    [fields.password]: password,
    [fields.passwordRepeated]: password,
  });
}

/**
 * A portal that shows no form any more has refused; for a `catch`.
 * @throws any other error: a request without an answer, or an interrupted run, is no refusal
 */
export function asRefusal(error: unknown): undefined {
  if (error instanceof NotExercised && !error.incomplete) return undefined;
  throw error;
}

export async function logIn(
  t: CheckContext,
  browser: FormBrowser,
  email: string,
  password: string,
): Promise<PortalPage> {
  const { fields, page } = portalOf(t);
  const values = { [fields.email]: email, [fields.password]: password };
  return submitWith(browser, await browser.open(page('login')), [fields.email, fields.password], values);
}

/** Whether the browser is let to My Applications without a login. */
export async function isSignedIn(
  t: CheckContext,
  browser: FormBrowser,
): Promise<{ ok: boolean; page: PortalPage }> {
  const page = await browser.open(portalOf(t).page('apps'));
  const asked = page.root.querySelector('input[type=password]') !== null;
  return { ok: page.exchange.response.status === 200 && !asked, page };
}

/** Registers, sets a password and signs in. @throws NotExercised when that does not work */
export async function newDeveloper(t: CheckContext): Promise<Developer> {
  const [browser, email, password] = [newBrowser(t), newEmail(t), newPassword(t)];
  await register(t, browser, email);
  await setPassword(t, browser, await mailTo(t, email), password);
  await logIn(t, browser, email, password);
  if (!(await isSignedIn(t, browser)).ok)
    throw new NotExercised('a newly registered developer could not sign in', { incomplete: true });
  return { email, password, browser };
}

/** A developer that checks share, by the part they play. */
export function developer(t: CheckContext, part: 'first' | 'second' | 'full'): Promise<Developer> {
  return t.session.share(`portal developer ${part}`, () => newDeveloper(t));
}

export interface RegisteredApp {
  readonly page: PortalPage;
  readonly clientId: string | undefined;
  readonly secret: string | undefined;
}

export interface AppOptions {
  /** Which products, by name or value; all without a pattern. */
  readonly products?: RegExp;
  readonly callback?: string;
  /** Deletes the app; the check's own unless given. */
  readonly cleanup?: Cleanup;
}

/** Adds an app, to be deleted when the check ends. */
export async function addApp(
  t: CheckContext,
  browser: FormBrowser,
  name: string,
  { products = /./, callback = '', cleanup = t.cleanup }: AppOptions = {},
): Promise<RegisteredApp> {
  const { fields, page } = portalOf(t);
  const form = await browser.open(page('addApp'));
  const boxes = form.root.querySelectorAll(`input[name="${fields.product}"]`);
  const chosen = boxes.map((box) => box.getAttribute('value') ?? '').filter((value) => products.test(value));
  const added = await submitWith(browser, form, [fields.appName, fields.description], {
    [fields.appName]: name,
    [fields.description]: 'Registered by a conformance check.',
    [fields.callback]: callback,
    [fields.product]: chosen,
  });
  return registeredOn(t, browser, added, cleanup);
}

/** The app whose credentials a page shows, to be deleted. */
export function registeredOn(
  t: CheckContext,
  browser: FormBrowser,
  page: PortalPage,
  cleanup: Cleanup,
): RegisteredApp {
  const { selectors } = portalOf(t);
  const shown = (selector: string) => page.root.querySelector(selector)?.text.trim() || undefined;
  const clientId = shown(selectors.clientId);
  if (clientId !== undefined) cleanup.add(`app ${clientId}`, () => deleteApp(t, browser, clientId));
  return { page, clientId, secret: shown(selectors.clientSecret) };
}

/** @throws NotExercised when the portal shows no credentials */
export async function addedApp(
  ...args: Parameters<typeof addApp>
): Promise<RegisteredApp & { readonly clientId: string; readonly secret: string }> {
  const app = await addApp(...args);
  if (app.clientId === undefined || app.secret === undefined)
    throw new NotExercised(
      `adding an app showed no client id and secret (HTTP ${app.page.exchange.response.status})`,
    );
  return { ...app, clientId: app.clientId, secret: app.secret };
}

/**
 * Deletes an app as its page has it.
 * @throws NotExercised when the portal does not let it be deleted
 */
export async function deleteApp(
  t: CheckContext,
  browser: FormBrowser,
  clientId: string,
): Promise<PortalPage> {
  const url = portalOf(t).page('deleteApp', clientId);
  const page = await browser.open(url);
  const form = page.forms.find(({ action }) => action === url);
  if (!form) throw new NotExercised(`${url} has no form that confirms`);
  const deleted = await browser.submit(form);
  const { status } = deleted.exchange.response;
  if (status >= 400) throw new NotExercised(`${url} was not deleted (HTTP ${status})`);
  t.cleanup.done(`app ${clientId}`);
  return deleted;
}

/** Asks for a directory token with the credentials that the portal has shown. */
export function tokenFor(t: CheckContext, id: string, secret: string): Promise<RawExchange> {
  return t.send(clientCredentials(t.target, { id, secret }));
}
