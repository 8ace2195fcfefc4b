import { html } from 'hono/html';
import type { App, Endpoint } from '../context.ts';
import { labelsOf } from './data-words.ts';
import type { Html } from './layout.ts';
import { memberPage } from './member-frame.ts';
import type { Person } from './persons.ts';
import { riskBadge } from './risk.ts';

/** What one person shares with one app. */
export interface ConsentRow {
  readonly clientId: string;
  /** Absent when the app is no longer registered. */
  readonly app: App | undefined;
  readonly types: ReadonlySet<string>;
  /** Milliseconds since the epoch. */
  readonly since: number;
}

export interface ConsentsView {
  readonly endpoint: Endpoint;
  readonly sessionId: string;
  readonly action: string;
  readonly csrf: string;
  readonly persons: readonly { readonly person: Person; readonly consents: readonly ConsentRow[] }[];
  /** One has just been withdrawn. */
  readonly isWithdrawn: boolean;
}

export function consentsPage(view: ConsentsView): Html {
  return memberPage(
    'Apps with access',
    html`<h1>Apps with access</h1>
<p class="lead">These apps may read health plan data. Withdraw your consent, and an app is shut out at once; what it has
read before it keeps under its own privacy policy.</p>
${
  view.isWithdrawn &&
  html`<p class="notice good" role="status">Your consent is withdrawn. The app can no longer read this data.</p>`
}
${view.persons.map(({ person, consents }) => personSection(person, consents, view))}`,
    view,
    { width: 'open' },
  );
}

function personSection(person: Person, consents: readonly ConsentRow[], view: ConsentsView): Html {
  const { displayName, relationship } = person;
  const whose = relationship === undefined ? `Your data, ${displayName}` : `Data of ${displayName}`;
  return html`<h2>${whose}</h2>
${relationship !== undefined && html`<p class="soft">You decide as ${relationship}.</p>`}
${
  consents.length === 0
    ? html`<p class="empty">No app has access.</p>`
    : html`<ul class="cards">${consents.map((consent) => card(consent, person, view))}</ul>`
}`;
}

function card(
  { clientId, app, types, since }: ConsentRow,
  { patientId, displayName }: Person,
  view: ConsentsView,
): Html {
  const name = app?.name ?? clientId;
  return html`<li class="card"><h3>${name}</h3>
<p class="soft">${app ? html`by ${app.developer} ${riskBadge(app.risk)}` : 'no longer registered'}</p>
<p>May see: ${labelsOf(types).join(', ')}</p>
<p class="soft">Since ${dayOf(since)}</p>
<form class="foot" method="post" action="${view.action}">
<input type="hidden" name="csrf" value="${view.csrf}">
<input type="hidden" name="patient" value="${patientId}">
<button class="danger" type="submit" name="client_id" value="${clientId}" aria-label="Withdraw consent: ${name}, data of ${displayName}">Withdraw consent</button>
</form></li>`;
}

function dayOf(time: number): string {
  return new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' }).format(time);
}
