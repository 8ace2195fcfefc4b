import { html } from 'hono/html';
import { type Html, layout } from './layout.ts';

export interface LoginView {
  readonly action: string;
  readonly appName: string;
  readonly interactionId: string;
  readonly csrf: string;
  /** As typed before, when the attempt failed. */
  readonly userName: string;
  readonly hasFailed: boolean;
}

export function loginPage({ action, appName, interactionId, csrf, userName, hasFailed }: LoginView): Html {
  return layout(
    'Sign in',
    html`<h1>Sign in to your health plan</h1>
<p><strong>${appName}</strong> asks to see your health plan data. Sign in first; you decide on the next page what it
may see.</p>
${hasFailed && html`<p role="alert" id="failed">The user name or the password is not right.</p>`}
<form method="post" action="${action}">
<input type="hidden" name="interaction" value="${interactionId}">
<input type="hidden" name="csrf" value="${csrf}">
<label for="username">User name</label>
<input type="text" id="username" name="username" value="${userName}" autocomplete="username" autocapitalize="none"
 spellcheck="false" required${!hasFailed && ' autofocus'}>
<label for="password">Password</label>
<input type="password" id="password" name="password" autocomplete="current-password" required${hasFailed && ' autofocus'}>
<div class="buttons"><button class="main" type="submit">Sign in</button></div>
</form>`,
  );
}
