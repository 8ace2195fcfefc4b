import { html } from 'hono/html';
import { createSecret } from '../../oauth/secrets.ts';
import { seeOther } from '../../reply.ts';
import { audit } from './audit.ts';
import { input, submit } from './fields.ts';
import { field, type PageContext, type PageStep } from './page-context.ts';
import { isPasswordOf } from './passwords.ts';
import { forgetSession, startPortalSession } from './sessions.ts';
import { form, show } from './show.ts';

const LOCKED_MS = 15 * 60 * 1000;
const MOST_FAILURES = 5;

export const skipLogin: PageStep = {
  name: 'skip-login',
  run(context) {
    if (context.developer) context.reply = seeOther(destinationOf(context));
  },
};

export const showLogin: PageStep = {
  name: 'show-login',
  run: (context) => showForm(context, 200),
};

/** Locked or not, an address without an account looks the same. */
export const checkLockOut: PageStep = {
  name: 'check-lock-out',
  async run(context) {
    const { ports } = context;
    const now = ports.clock.now();
    const { count, until } = await ports.store.failuresOf(nameOf(context), now);
    if (count >= MOST_FAILURES) showForm(context, 429, minutesText(until - now));
  },
};

/** Counted before the password is compared, so that many tries at once are not more than five. */
export const countLoginTry: PageStep = {
  name: 'count-login-try',
  async run(context) {
    const { ports } = context;
    const count = await ports.store.countFailure(nameOf(context), ports.clock.now(), LOCKED_MS);
    if (count > MOST_FAILURES) showForm(context, 429, minutesText(LOCKED_MS));
  },
};

/** Says no more than that the pair is wrong, and takes the same time over an unknown address. */
export const checkLogin: PageStep = {
  name: 'check-login',
  async run(context) {
    const { portal } = context.ports.store;
    const developer = await portal.findDeveloperByEmail(field(context, 'email').toLowerCase());
    const password = context.request.form?.get('password') ?? '';
    const isRight = await isPasswordOf(password, developer?.passwordHash, context.portal.passwordCost);
    if (developer && isRight) context.developer = developer;
    else showForm(context, 401);
  },
};

export const beginDeveloperSession: PageStep = {
  name: 'begin-developer-session',
  run: (context) => openSession(context, createSecret()),
};

/** @param id of the session */
export async function openSession(context: PageContext, id: string): Promise<void> {
  const { ports, developer } = context;
  if (!developer) throw new Error('the step "check-login" has not run');
  await ports.store.clearFailures(nameOf(context));
  const cookie = await startPortalSession(context, developer.id, id);
  await audit(context, 'login', developer.email);
  context.reply = seeOther(destinationOf(context), { 'set-cookie': cookie });
}

export const logOut: PageStep = {
  name: 'log-out',
  async run(context) {
    const { session, ports, endpoint, role } = context;
    if (session) await ports.store.portal.endPortalSession(session.id);
    const home = role === 'staff' ? '/staff/login' : '/';
    const headers = { 'set-cookie': forgetSession(role, endpoint) };
    context.reply = seeOther(`${endpoint.publicUrl}${home}`, headers);
  },
};

/**
 * Where to go after signing in: a path of this portal, as the login page was asked for it, or My Applications. Anything
 * else would send people who trust this page elsewhere (open redirect).
 */
export function destinationOf(context: PageContext): string {
  const { publicUrl } = context.endpoint;
  const next = nextOf(context);
  return (
    publicUrl + (/^\/(?:developer|catalog|docs)(?:\/[\w~-][\w.~-]*)*$/.test(next) ? next : '/developer/apps')
  );
}

export function nextOf({ request }: PageContext): string {
  return (request.method === 'POST' ? request.form : request.query)?.get('next') ?? '';
}

function nameOf(context: PageContext): string {
  return `developer ${field(context, 'email').toLowerCase()}`;
}

function minutesText(ms: number): string {
  const minutes = Math.max(1, Math.ceil(ms / 60_000));
  return `Too many attempts. Please wait ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}, or register again to set a new password.`;
}

function showForm(context: PageContext, status: 200 | 401 | 429, problem?: string): void {
  const { publicUrl } = context.endpoint;
  const message = status === 200 ? undefined : (problem ?? 'The email address or the password is not right.');
  show(
    context,
    'Log in',
    html`<h1>Log in</h1>
${context.request.query.get('password') === 'set' && html`<p class="notice good" role="status">Your password is set. Log in with it.</p>`}
${message !== undefined && html`<p role="alert">${message}</p>`}
${form(
  context,
  '/developer/login',
  html`<input type="hidden" name="next" value="${nextOf(context)}">
${input({ name: 'email', label: 'Email address', type: 'email', value: field(context, 'email'), autocomplete: 'username', maxlength: 254 })}
${input({ name: 'password', label: 'Password', type: 'password', autocomplete: 'current-password' })}
<div class="buttons">${submit('Log in')}</div>`,
)}
<p class="soft">No account yet, or password forgotten? <a href="${publicUrl}/developer/register">Register</a>: the mail lets
you set a password.</p>`,
    {
      status,
      width: 'narrow',
      headers:
        status === 401
          ? // Every 401 names a scheme (RFC 9110 §15.5.2); browsers show the page of one they do not know.
            { 'www-authenticate': 'Form realm="developer portal"' }
          : status === 429
            ? { 'retry-after': String(LOCKED_MS / 1000) }
            : {},
    },
  );
}
