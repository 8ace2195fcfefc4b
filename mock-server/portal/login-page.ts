import { html } from 'hono/html';
import type { Endpoint } from '../context.ts';
import { inWords } from './durations.ts';
import type { Html } from './layout.ts';
import { memberPage } from './member-frame.ts';

/** `locked`: no attempt is looked at for so many seconds. */
export type LoginFailure = { readonly kind: 'wrong' } | { readonly kind: 'locked'; readonly seconds: number };

export interface LoginView {
  readonly endpoint: Endpoint;
  readonly action: string;
  /** Absent when the member comes without an app. */
  readonly appName: string | undefined;
  readonly interactionId: string;
  readonly csrf: string;
  /** As typed before, when the attempt failed. */
  readonly userName: string;
  readonly failure: LoginFailure | undefined;
}

export function loginPage(view: LoginView): Html {
  const { endpoint, action, interactionId, csrf, userName, failure } = view;
  // Focus goes to what has to be mended; it may not, where a message stands above that has to be read first.
  const passwordFirst = failure?.kind === 'wrong' && userName !== '';
  return memberPage(
    failure ? 'Sign-in failed' : 'Sign in',
    html`<h1>Sign in to your health plan</h1>
${intro(view)}
${failure && html`<div role="alert" id="failed"><p>${messageOf(failure)}</p></div>`}
<form method="post" action="${action}">
${interactionId !== '' && html`<input type="hidden" name="interaction" value="${interactionId}">`}
<input type="hidden" name="csrf" value="${csrf}">
<div class="field"><label for="username">User name</label>
<input type="text" id="username" name="username" value="${userName}" autocomplete="username" autocapitalize="none"
 spellcheck="false" required${failure && html` aria-describedby="failed"`}${!passwordFirst && ' autofocus'}></div>
<div class="field"><label for="password">Password</label>
<input type="password" id="password" name="password" autocomplete="current-password" required${
      failure && html` aria-describedby="failed"`
    }${passwordFirst && ' autofocus'}></div>
<div class="buttons"><button class="main" type="submit">Sign in</button></div>
</form>`,
    { endpoint },
  );
}

function intro({ appName }: LoginView): Html {
  if (appName === undefined)
    return html`<p>Then see which apps may read your data, and end what you no longer want.</p>`;
  return html`<p><strong>${appName}</strong> asks to see your health plan data. It does not get your password, and
sees nothing before you have decided on the next page.</p>`;
}

function messageOf(failure: LoginFailure): string {
  if (failure.kind === 'wrong') return 'The user name or the password is not right.';
  return `Too many attempts failed for this user name. For its safety it is locked; try again in ${inWords(failure.seconds)}.`;
}
