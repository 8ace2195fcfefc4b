import { html } from 'hono/html';
import { isSecretOf } from '../../oauth/secrets.ts';
import { seeOther } from '../../reply.ts';
import { MOST_TRIES, normalized } from './access-code.ts';
import { audit } from './audit.ts';
import { input, type Problems, problemSummary, submit } from './fields.ts';
import { field, type PageContext, type PageStep } from './page-context.ts';
import { hashPassword, passwordRules, problemOfPassword } from './passwords.ts';
import { form, show } from './show.ts';

function foundBy(context: PageContext): NonNullable<PageContext['registering']> {
  if (!context.registering) throw new Error('the step "find-registration" has not run');
  return context.registering;
}

/** The link of the mail leads to a registration; anything else says what to do. */
export const findRegistration: PageStep = {
  name: 'find-registration',
  async run(context) {
    const { store } = context.ports;
    const registration = await store.portal.findRegistration(linkOf(context));
    const developer = registration && (await store.portal.findDeveloper(registration.developerId));
    if (registration && developer) context.registering = { registration, developer };
    else showDeadEnd(context, 'This link is not known. Open the one of the last mail, or register again.');
  },
};

/** REG-3: an hour, by the plan's clock. */
export const checkCodeExpiry: PageStep = {
  name: 'check-code-expiry',
  run(context) {
    if (context.ports.clock.now() < foundBy(context).registration.expiresAt) return;
    showDeadEnd(context, 'The access code has expired: it could be used for 1 hour. Please register again.');
  },
};

export const checkCodeUnused: PageStep = {
  name: 'check-code-unused',
  run(context) {
    if (!foundBy(context).registration.used) return;
    showDeadEnd(
      context,
      'This access code was used already. Log in with your password, or register again to set a new one.',
    );
  },
};

export const showSetPassword: PageStep = {
  name: 'show-set-password',
  run: (context) => showForm(context, {}),
};

export const checkNewPassword: PageStep = {
  name: 'check-new-password',
  run(context) {
    const { email } = foundBy(context).developer;
    const problem = problemOfPassword(rawField(context, 'password'), email);
    const problems: Record<string, string> = {};
    if (problem !== undefined) problems.password = problem;
    else if (rawField(context, 'password') !== rawField(context, 'repeated'))
      problems.repeated = 'The two passwords are not the same.';
    if (normalized(field(context, 'code')) === '') problems.code = 'Enter the access code of the mail.';
    if (Object.keys(problems).length > 0) showForm(context, problems);
  },
};

/** Counted before it is compared, so that many tries at once are not more than five. */
export const countCodeTry: PageStep = {
  name: 'count-code-try',
  async run(context) {
    const tries = await context.ports.store.portal.countTry(linkOf(context));
    if (tries <= MOST_TRIES) return;
    showDeadEnd(
      context,
      `The access code was entered wrongly ${MOST_TRIES} times and is no longer good. Please register again.`,
    );
  },
};

export const checkAccessCode: PageStep = {
  name: 'check-access-code',
  async run(context) {
    const { registration } = foundBy(context);
    if (isSecretOf(normalized(field(context, 'code')), registration.codeHash)) return;
    const left = MOST_TRIES - registration.tries - 1;
    const rest =
      left > 0 ? `${left} more ${left === 1 ? 'try' : 'tries'}` : 'no more tries: please register again';
    showForm(context, { code: `This is not the access code of the mail. You have ${rest}.` });
  },
};

export const useRegistration: PageStep = {
  name: 'use-registration',
  async run(context) {
    if (await context.ports.store.portal.useRegistration(linkOf(context))) return;
    showDeadEnd(context, 'This access code was used already. Log in with your password.');
  },
};

export const savePassword: PageStep = {
  name: 'save-password',
  async run(context) {
    const { developer } = foundBy(context);
    const { portal } = context.ports.store;
    await portal.saveDeveloper({
      ...developer,
      passwordHash: await hashPassword(rawField(context, 'password'), context.portal.passwordCost),
    });
    // Whoever was signed in with the old password no longer is.
    await portal.endPortalSessionsOf(developer.id);
    await context.ports.store.clearFailures(`developer ${developer.email}`);
    await audit(context, 'password.set', developer.email, '', developer.id);
    context.reply = seeOther(`${context.endpoint.publicUrl}/developer/login?password=set`);
  },
};

function linkOf({ request }: PageContext): string {
  return (request.method === 'POST' ? request.form : request.query)?.get('registration') ?? '';
}

/** Spaces at the ends of a password belong to it. */
function rawField({ request }: PageContext, name: string): string {
  return request.form?.get(name) ?? '';
}

function showDeadEnd(context: PageContext, message: string): void {
  const { publicUrl } = context.endpoint;
  show(
    context,
    'Set your password',
    html`<h1>Set your password</h1>
<p role="alert">${message}</p>
<p class="buttons"><a class="button main" href="${publicUrl}/developer/register">Register again</a>
<a class="button" href="${publicUrl}/developer/login">Log in</a></p>`,
    { status: 400, width: 'narrow' },
  );
}

function showForm(context: PageContext, problems: Problems): void {
  const isWrong = Object.keys(problems).length > 0;
  show(
    context,
    'Set your password',
    html`<h1>Set your password</h1>
<p>For <strong>${foundBy(context).developer.email}</strong>.</p>
${problemSummary(problems)}
${form(
  context,
  '/developer/password',
  html`<input type="hidden" name="registration" value="${linkOf(context)}">
${input({ name: 'code', label: 'Access code', hint: 'From the mail. It can be used once, within 1 hour.', value: field(context, 'code'), autocomplete: 'one-time-code', maxlength: 20, className: 'code-input' }, problems)}
${input({ name: 'password', label: 'New password', type: 'password', hint: passwordRules, autocomplete: 'new-password' }, problems)}
${input({ name: 'repeated', label: 'New password, once more', type: 'password', autocomplete: 'new-password' }, problems)}
<div class="buttons">${submit('Set password')}</div>`,
)}`,
    { status: isWrong ? 422 : 200, width: 'narrow' },
  );
}
