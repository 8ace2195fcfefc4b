import { randomUUID } from 'node:crypto';
import { html } from 'hono/html';
import { createSecret, hashSecret } from '../../oauth/secrets.ts';
import { seeOther } from '../../reply.ts';
import type { Developer } from '../../store/portal.ts';
import { CODE_LIFE_MS, createAccessCode, shown } from './access-code.ts';
import { audit } from './audit.ts';
import { input, isEmail, type Problems, problemSummary, submit, tooLong } from './fields.ts';
import { showMessage } from './guards.ts';
import { field, type PageContext, type PageStep } from './page-context.ts';
import { form, show } from './show.ts';

const HOUR_MS = 60 * 60 * 1000;
/** Registrations an hour from one address: a class room behind one router still gets in. */
const MOST_PER_ADDRESS = 300;
/** Mails an hour to one address. */
const MOST_MAILS = 5;

export const showRegister: PageStep = {
  name: 'show-register',
  run: (context) => showForm(context, {}),
};

/** Slows down whoever fills mailboxes of others. */
export const limitRegistrations: PageStep = {
  name: 'limit-registrations',
  async run(context) {
    const { ports, request } = context;
    const now = ports.clock.now();
    const from = `register ${request.remoteAddress ?? ''} ${hourOf(now)}`;
    const count = await ports.store.countFailure(from, now, HOUR_MS);
    if (count <= MOST_PER_ADDRESS) return;
    const lines = ['Too many registrations came from your network. Please try again in an hour.'];
    showMessage(context, 429, 'Please wait', lines, { 'retry-after': '3600' });
  },
};

export const checkRegistration: PageStep = {
  name: 'check-registration',
  run(context) {
    const [name, organization, email] = [
      field(context, 'name'),
      field(context, 'organization'),
      emailIn(context),
    ];
    const problems: Record<string, string> = {};
    if (name === '') problems.name = 'Enter your name.';
    if (organization === '') problems.organization = 'Enter the name of your organization.';
    if (!isEmail(email)) problems.email = 'Enter an email address, such as name@company.example.';
    if (field(context, 'terms') !== 'accepted') problems.terms = 'Confirm the Terms of Use to register.';
    const long = tooLong(name, 100, 'The name') ?? tooLong(organization, 100, 'The organization');
    if (long !== undefined) problems.name ??= long;
    if (Object.keys(problems).length > 0) showForm(context, problems);
  },
};

/**
 * The mail, and the same answer for everyone: whoever has an account already gets a code for a new password, and the page
 * does not tell (REG-1, REG-3).
 */
export const sendAccessCode: PageStep = {
  name: 'send-access-code',
  async run(context) {
    const { ports, portal, endpoint } = context;
    const now = ports.clock.now();
    const developer = await accountFor(context, now);
    const count = await ports.store.countFailure(`mail ${developer.email} ${hourOf(now)}`, now, HOUR_MS);
    if (count <= MOST_MAILS) {
      const [link, code] = [createSecret(), createAccessCode()];
      await ports.store.portal.saveRegistration(link, {
        developerId: developer.id,
        codeHash: hashSecret(code),
        expiresAt: now + CODE_LIFE_MS,
        tries: 0,
        used: false,
      });
      const url = `${endpoint.publicUrl}/developer/password?registration=${link}`;
      if (!(await portal.mailer.send(accessCodeMail(developer, url, code)))) {
        const lines = ['The mail with the access code could not be sent. Please try again later.'];
        showMessage(context, 503, 'No mail was sent', lines);
        return;
      }
      await audit(context, 'registration.mailed', developer.email, '', developer.id);
    }
    context.reply = seeOther(`${endpoint.publicUrl}/developer/register/sent`, context.browser.headers);
  },
};

export const showSent: PageStep = {
  name: 'show-sent',
  run(context) {
    const { publicUrl } = context.endpoint;
    show(
      context,
      'Look into your mailbox',
      html`<h1>Look into your mailbox</h1>
<p>A mail with an access code and a link is on its way to the address you entered. Open the link within <strong>1 hour</strong>,
enter the code and choose your password.</p>
<p class="soft">No mail? Check the spelling of the address and <a href="${publicUrl}/developer/register">register again</a>.</p>
${context.portal.mailer.isLocal && html`<p class="notice">This is a sandbox: mails do not leave it. They are in the <a href="${publicUrl}/outbox">outbox</a>.</p>`}`,
      { width: 'narrow' },
    );
  },
};

/** Part of what is counted under, so that counts start anew every hour. */
function hourOf(now: number): number {
  return Math.floor(now / HOUR_MS);
}

function emailIn(context: PageContext): string {
  return field(context, 'email').toLowerCase();
}

/** Only an account that was never used takes name and organization from a new registration. */
async function accountFor(context: PageContext, now: number): Promise<Developer> {
  const { portal } = context.ports.store;
  const known = await portal.findDeveloperByEmail(emailIn(context));
  if (known?.passwordHash !== undefined) return known;
  return portal.saveDeveloper({
    id: known?.id ?? randomUUID(),
    email: emailIn(context),
    name: field(context, 'name'),
    organization: field(context, 'organization'),
    createdAt: now,
  });
}

function accessCodeMail({ email, name, passwordHash }: Developer, url: string, code: string) {
  const isNew = passwordHash === undefined;
  const what = isNew
    ? 'Set your password'
    : 'You have an account already. To set a new password, open the link';
  return {
    to: email,
    subject: isNew ? 'Your access code for the developer portal' : 'A new password for the developer portal',
    text: `Hello ${name},

${what}${isNew ? ' by this link' : ''}:
${url}

Access code: ${shown(code)}

The code can be used once, within 1 hour. After that, please register again.
If you did not ask for this mail, ignore it: nothing changes.

Developer portal of Assay Health Plan
`,
  };
}

function showForm(context: PageContext, problems: Problems): void {
  const { publicUrl } = context.endpoint;
  const isWrong = Object.keys(problems).length > 0;
  show(
    context,
    'Register',
    html`<h1>Register with the developer portal</h1>
<p class="soft">You get a mail with an access code and a link to set your password. Have an account?
<a href="${publicUrl}/developer/login">Log in</a>.</p>
${problemSummary(problems)}
${form(
  context,
  '/developer/register',
  html`${input({ name: 'name', label: 'Your name', value: field(context, 'name'), autocomplete: 'name', maxlength: 100 }, problems)}
${input({ name: 'organization', label: 'Organization', hint: 'Shown to members on the consent page as the developer of your applications.', value: field(context, 'organization'), autocomplete: 'organization', maxlength: 100 }, problems)}
${input({ name: 'email', label: 'Email address', type: 'email', value: field(context, 'email'), autocomplete: 'email', maxlength: 254 }, problems)}
<div class="field">${problems.terms !== undefined && html`<span class="error" id="terms-error">${problems.terms}</span>`}
<label class="choice"><input type="checkbox" id="terms" name="terms" value="accepted" required${
    field(context, 'terms') === 'accepted' && ' checked'
  }${problems.terms !== undefined && html` aria-invalid="true" aria-describedby="terms-error"`}>
<span>I have read the <a href="${publicUrl}/terms">Terms of Use</a> and accept them</span></label></div>
<div class="buttons">${submit('Register')}</div>`,
)}`,
    { status: isWrong ? 422 : 200, width: 'narrow' },
  );
}
