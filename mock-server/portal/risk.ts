import { html } from 'hono/html';
import type { App } from '../context.ts';
import type { Html } from './layout.ts';

/** PROD-6: what the plan found when it looked at how the app handles data. */
export const riskMeaning: Readonly<Record<App['risk'], string>> = {
  low: 'Its developer has shown good protection of your data on nearly all points the plan asks about.',
  medium: 'Its developer left some of the points the plan asks about open. Read its privacy policy first.',
  high: 'Its developer left many of the points the plan asks about open. Think well before you share with it.',
};

export function riskBadge(risk: App['risk']): Html {
  return html`<span class="badge ${risk}">${risk} risk</span>`;
}
