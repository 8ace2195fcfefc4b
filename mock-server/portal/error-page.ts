import { html } from 'hono/html';
import { type Html, layout } from './layout.ts';

/** Shown instead of a redirect when it is not sure where a redirect would go. */
export function errorPage(message: string): Html {
  return layout(
    'Request refused',
    html`<h1>This request cannot go on</h1>
<p role="alert">${message}</p>
<p>Nothing was shared. Go back to the app and start again; if that does not help, the developer of the app has to
mend its request.</p>`,
  );
}

/** Shown when a form comes back without what its page gave it, or too late. */
export function expiredPage(): Html {
  return layout(
    'Start again',
    html`<h1>Please start again</h1>
<p role="alert">This form is no longer valid: it was answered already, waited too long, or came from another browser
session.</p>
<p>Nothing was shared. Go back to the app and connect once more.</p>`,
  );
}
