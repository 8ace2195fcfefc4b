import { html } from 'hono/html';
import { createSecret, equalSecrets } from '../../oauth/secrets.ts';
import { seeOther } from '../../reply.ts';
import { audit } from '../developer/audit.ts';
import { input, submit } from '../developer/fields.ts';
import { field, type PageContext, type PageStep } from '../developer/page-context.ts';
import { startPortalSession } from '../developer/sessions.ts';
import { form, show } from '../developer/show.ts';

const LOCKED_MS = 15 * 60 * 1000;
const MOST_FAILURES = 5;

export const requireStaff: PageStep = {
  name: 'require-staff',
  run(context) {
    if (!context.session) context.reply = seeOther(`${context.endpoint.publicUrl}/staff/login`);
  },
};

export const showStaffLogin: PageStep = {
  name: 'show-staff-login',
  run(context) {
    if (context.session) context.reply = seeOther(`${context.endpoint.publicUrl}/staff`);
    else showForm(context, 200);
  },
};

/** Counted before the password is compared, so that many tries at once are not more than five. */
export const checkStaffLogin: PageStep = {
  name: 'check-staff-login',
  async run(context) {
    const { ports, portal, endpoint } = context;
    const name = `staff ${field(context, 'email').toLowerCase()}`;
    const now = ports.clock.now();
    if ((await ports.store.failuresOf(name, now)).count >= MOST_FAILURES) return showForm(context, 429);
    if ((await ports.store.countFailure(name, now, LOCKED_MS)) > MOST_FAILURES) return showForm(context, 429);
    const isRight =
      equalSecrets(field(context, 'email').toLowerCase(), portal.staff.email) &&
      equalSecrets(context.request.form?.get('password') ?? '', portal.staff.password);
    if (!isRight) return showForm(context, 401);
    await ports.store.clearFailures(name);
    const id = createSecret();
    const cookie = await startPortalSession(context, portal.staff.email, id);
    context.session = { id, account: portal.staff.email };
    await audit(context, 'staff.login', portal.staff.email);
    context.reply = seeOther(`${endpoint.publicUrl}/staff`, { 'set-cookie': cookie });
  },
};

function showForm(context: PageContext, status: 200 | 401 | 429): void {
  const { staff } = context.portal;
  const messages = {
    200: undefined,
    401: 'The email address or the password is not right.',
    429: 'Too many attempts. Please wait 15 minutes.',
  };
  show(
    context,
    'Plan staff',
    html`<h1>Plan staff</h1>
<p class="soft">Evaluates requests for production access.</p>
${messages[status] !== undefined && html`<p role="alert">${messages[status]}</p>`}
${form(
  context,
  '/staff/login',
  html`${input({ name: 'email', label: 'Email address', type: 'email', value: field(context, 'email'), autocomplete: 'username' })}
${input({ name: 'password', label: 'Password', type: 'password', autocomplete: 'current-password' })}
<div class="buttons">${submit('Log in')}</div>`,
)}
<p class="notice">In this sandbox: <code>${staff.email}</code>, password <code>${staff.password}</code></p>`,
    {
      status,
      width: 'narrow',
      headers: status === 401 ? { 'www-authenticate': 'Form realm="plan staff"' } : {},
    },
  );
}
