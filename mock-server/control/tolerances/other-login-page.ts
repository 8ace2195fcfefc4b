import { checkLoginForm, checkPassword } from '../../portal/login.ts';
import type { PortalContext } from '../../portal/portal-context.ts';
import type { Step } from '../../step.ts';
import { type Defect, replaceStep } from '../defect.ts';
import { isMemberPage, textOf } from '../defects/support/replies.ts';
import { replaceSteps, runWith } from '../defects/support/steps.ts';

/** Reads the fields by the names that the page gave them. */
function renamed(step: Step<PortalContext>): NonNullable<Defect['replacementOf']> {
  return replaceStep(step, (context) => {
    const form = new URLSearchParams(context.request.form);
    form.set('username', form.get('loginId') ?? '');
    form.set('password', form.get('secret') ?? '');
    return runWith(step, context, { request: { ...context.request, form } });
  });
}

export const toleranceOtherLoginPage: Defect = {
  name: 'tolerance.other-login-page',
  summary: 'The login page has other fields, another layout, and a search form before it.',
  clause: 'Portal documentation, authorization code, step 2',
  rewrite(reply, request) {
    const page = textOf(reply);
    if (!isMemberPage(request) || !page.includes('name="password"')) return reply;
    return {
      ...reply,
      body: page
        .replace('<form ', '<form action="/search"><input name="q"><button>Search</button></form><form ')
        .replace('type="text" id="username" name="username"', 'type="email" id="username" name="loginId"')
        .replace('name="password"', 'name="secret"')
        .replace(
          /<button class="main" type="submit">Sign in<\/button>/,
          '<input type="submit" value="Go on">',
        ),
    };
  },
  replacementOf: replaceSteps(renamed(checkLoginForm), renamed(checkPassword)),
};
