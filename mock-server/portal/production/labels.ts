import { html } from 'hono/html';
import type { Html } from '../layout.ts';
import { riskBadge } from '../risk.ts';
import type { Score } from './score.ts';
import type { State } from './states.ts';

const states: Readonly<Record<State, readonly [label: string, kind: string]>> = {
  draft: ['In preparation', ''],
  submitted: ['Submitted', 'wait'],
  'follow-up': ['Your answer is needed', 'wait'],
  'review-scheduled': ['Review scheduled', 'wait'],
  granted: ['Granted', 'good'],
  refused: ['Refused', 'bad'],
  revoked: ['Revoked', 'bad'],
  withdrawn: ['Withdrawn', ''],
};

export function stateBadge(state: State): Html {
  const [label, kind] = states[state];
  return html`<span class="badge ${kind}">${label}</span>`;
}

/** Rating as bar, number and level. */
export function scoreLine({ rating, level }: Score, label: string): Html {
  return html`<meter min="0" max="100" low="30" high="70" optimum="0" value="${rating}" aria-label="${label}: ${rating} of 100"></meter>
<strong>${rating}</strong> ${riskBadge(level)}`;
}
