import { randomUUID } from 'node:crypto';
import { createSandbox, type Sandbox, type SandboxOptions } from '../../lib/sandbox.ts';
import { hashPassword } from '../../mock-server/portal/developer/passwords.ts';
import { FormBrowser, formWith, type PortalPage } from '../../suites/portal/form-browser.ts';
import { HttpClient } from '../../suites/runner/http.ts';

export const url = 'http://plan.test';
export const password = 'correct horse battery';

export interface Plan {
  readonly sandbox: Sandbox;
  browser(): FormBrowser;
  /** Moves the sandbox's clock. */
  advance(ms: number): void;
  now(): number;
  /** The last mail to an address: link and access code. */
  lastMail(to: string): {
    readonly subject: string;
    readonly text: string;
    readonly link: string;
    readonly code: string;
  };
  close(): Promise<void>;
}

export function createPlan(options: Partial<SandboxOptions> = {}): Plan {
  const sandbox = createSandbox({
    publicUrls: { standard: url },
    members: 5,
    practitioners: 16,
    control: true,
    passwordCost: 2 ** 10,
    ...options,
  });
  const http = new HttpClient(
    sandbox.transport('standard'),
    { requestsPerSecond: 0, concurrency: 8, timeoutMs: 5000 },
    () => 0,
  );
  const { control } = sandbox.core;
  if (!control) throw new Error('the sandbox has no control plane');
  control.clock.freeze();
  return {
    sandbox,
    browser: () => new FormBrowser((request) => http.send(request, 'test')),
    advance: (ms) => control.clock.advance(ms),
    now: () => control.clock.now(),
    lastMail(to) {
      const [mail] = control.outbox.list(to);
      if (!mail) throw new Error(`no mail to ${to}`);
      const link = /https?:\/\/\S+/.exec(mail.text)?.[0] ?? '';
      const code = /Access code: (\S+)/.exec(mail.text)?.[1] ?? '';
      return { ...mail, link, code };
    },
    close: () => sandbox.close(),
  };
}

/** The form of a page that has these fields; the test fails when there is none. */
export function theForm(page: PortalPage, ...names: readonly string[]) {
  const form = formWith(page, ...names);
  if (!form) throw new Error(`no form with ${names.join(', ')} on ${page.url}: ${page.text.slice(0, 300)}`);
  return form;
}

export async function register(browser: FormBrowser, email: string): Promise<PortalPage> {
  const page = await browser.open(`${url}/developer/register`);
  const values = { name: 'Dee Veloper', organization: 'Lakeside Apps', email, terms: 'accepted' };
  return browser.submit(theForm(page, 'email'), values);
}

export async function setPassword(
  browser: FormBrowser,
  { link, code }: { readonly link: string; readonly code: string },
  changes: Readonly<Record<string, string>> = {},
): Promise<PortalPage> {
  const page = await browser.open(link);
  const values = { code, password, repeated: changes.password ?? password, ...changes };
  return browser.submit(theForm(page, 'code', 'password'), values);
}

export async function logIn(browser: FormBrowser, email: string, secret = password): Promise<PortalPage> {
  const page = await browser.open(`${url}/developer/login`);
  return browser.submit(theForm(page, 'email', 'password'), { email, password: secret });
}

const passwordHash = hashPassword(password, 2 ** 10);

/** A developer with an account, signed in, without the way there. */
export async function signedUp(plan: Plan, email: string): Promise<FormBrowser> {
  const { portal } = plan.sandbox.core.ports.store;
  const developer = { id: `id of ${email}`, email, name: 'Dee Veloper', organization: 'Lakeside Apps' };
  await portal.saveDeveloper({ ...developer, passwordHash: await passwordHash, createdAt: 0 });
  const session = randomUUID();
  const [account, expiresAt, endsAt] = [
    developer.id,
    plan.now() + 30 * 60_000,
    plan.now() + 12 * 60 * 60_000,
  ];
  await portal.savePortalSession(session, { role: 'developer', account, expiresAt, endsAt });
  const browser = plan.browser();
  await browser.jar.setCookie(`assay_developer=${session}; Path=/`, url);
  return browser;
}

export const appFields = {
  name: 'Claims Diary',
  description: 'Keeps track of claims.',
  callback: '',
  product: ['practitioner', 'patient', 'eob'],
} as const;

export interface AddedApp {
  readonly page: PortalPage;
  readonly clientId: string;
  readonly secret: string;
}

export async function addApp(
  browser: FormBrowser,
  changes: Readonly<Record<string, string | readonly string[]>> = {},
): Promise<AddedApp> {
  const form = theForm(await browser.open(`${url}/developer/apps/new`), 'name', 'description');
  const page = await browser.submit(form, { ...appFields, ...changes });
  const text = (id: string) => page.root.querySelector(`#${id}`)?.text ?? '';
  return { page, clientId: text('client-id'), secret: text('client-secret') };
}
