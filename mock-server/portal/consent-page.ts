import { html } from 'hono/html';
import type { App, Endpoint } from '../context.ts';
import type { ConsentableType } from '../oauth/resource-types.ts';
import { dataGroups } from './data-words.ts';
import { inWords } from './durations.ts';
import type { Html } from './layout.ts';
import { memberPage } from './member-frame.ts';
import type { Person } from './persons.ts';
import { riskBadge, riskMeaning } from './risk.ts';

/** The resource types of the entries that are ticked in the form. */
export function tickedTypes(form: URLSearchParams | undefined): ReadonlySet<string> {
  return new Set(form?.getAll('type'));
}

export interface ConsentView {
  readonly endpoint: Endpoint;
  readonly sessionId: string;
  readonly action: string;
  readonly switchUrl: string;
  readonly app: App;
  /** Who is signed in, then those the member acts for. */
  readonly persons: readonly [Person, ...Person[]];
  readonly types: ReadonlySet<ConsentableType>;
  /** Seconds; absent when the app gets no refresh token. */
  readonly refreshLife: number | undefined;
  /** Seconds. */
  readonly accessLife: number;
  readonly interactionId: string;
  readonly csrf: string;
}

export function consentPage(view: ConsentView): Html {
  const { app, persons } = view;
  return memberPage(
    'Share your data',
    html`<h1>Share health plan data with ${app.name}?</h1>
<p>You are signed in as <strong>${persons[0].displayName}</strong>. <a href="${view.switchUrl}">Not you?</a></p>
${aboutApp(app)}
<form method="post" action="${view.action}">
<input type="hidden" name="interaction" value="${view.interactionId}">
<input type="hidden" name="csrf" value="${view.csrf}">
${persons.length > 1 && personChoice(persons)}
${view.types.size > 0 && dataChoice(view)}
<h2>For how long</h2>
${howLong(view)}
<p>With <strong>Deny</strong> nothing is shared. Your care and your enrollment do not depend on your answer.</p>
<div class="buttons">
<button class="main" type="submit" name="decision" value="allow">Allow</button>
<button type="submit" name="decision" value="deny">Deny</button>
</div>
</form>`,
    view,
    { width: 'wide' },
  );
}

function aboutApp({ developer, risk }: App): Html {
  return html`<dl class="facts">
<dt>Made by</dt><dd>${developer}, not your health plan</dd>
<dt>Risk category</dt><dd>${riskBadge(risk)}</dd>
</dl>
<p>${riskMeaning[risk]} Once shared, your data is in the app's hands: its privacy policy holds, not the plan's.</p>`;
}

/** Own data first: a representative has to choose another's on purpose. */
function personChoice(persons: readonly Person[]): Html {
  return html`<fieldset><legend>Whose data?</legend>
${persons.map(
  ({ patientId, displayName, relationship }, index) =>
    html`<label class="choice"><input type="radio" name="patient" value="${patientId}"${index === 0 && ' checked'}>
<span>${displayName}</span><small>${relationship === undefined ? 'your own' : `you are registered as ${relationship}`}</small></label>`,
)}
</fieldset>`;
}

function dataChoice({ types, app }: ConsentView): Html {
  return html`<h2>What ${app.name} may see</h2>
<p>Everything it asks for is ticked. Take away what you do not want to share; it may show conditions and treatments you
consider private.</p>
${dataGroups.map(({ title, data }) => {
  const offered = data.filter(({ type }) => types.has(type));
  return (
    offered.length > 0 &&
    html`<fieldset><legend>${title}</legend><div class="grid2">
${offered.map(
  ({ type, label, detail }) =>
    html`<label class="choice"><input type="checkbox" name="type" value="${type}" checked>
<span>${label}</span><small>${detail}</small></label>`,
)}
</div></fieldset>`
  );
})}`;
}

function howLong({ refreshLife, accessLife }: ConsentView): Html {
  if (refreshLife === undefined) {
    return html`<p>For ${inWords(accessLife)}, and not again without asking you.</p>`;
  }
  return html`<p>Until you end it, on your page <strong>Apps with access</strong>: at any time, and with effect at once.
An app that does not come back for ${inWords(refreshLife)} loses its access by itself. Until then it also sees what is
added later.</p>`;
}
