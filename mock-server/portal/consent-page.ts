import { html } from 'hono/html';
import type { App } from '../context.ts';
import { type ConsentableType, clinicalTypes } from '../oauth/resource-types.ts';
import { type Html, layout } from './layout.ts';

interface Choice {
  readonly label: string;
  readonly detail: string;
  readonly types: readonly ConsentableType[];
}

/** One tick each. */
const allChoices: readonly Choice[] = [
  {
    label: 'About you',
    detail: 'Name, date of birth, address, phone number and member number; who may act for you',
    types: ['Patient', 'RelatedPerson'],
  },
  {
    label: 'Your coverage',
    detail: 'The plans you are enrolled in, and since when',
    types: ['Coverage'],
  },
  {
    label: 'Claims and payments',
    detail: 'Visits, hospital stays and prescriptions: what was done, why, and what was paid',
    types: ['ExplanationOfBenefit'],
  },
  {
    label: 'Health measurements',
    detail: 'Laboratory results, vital signs such as blood pressure, and smoking status',
    types: ['Observation'],
  },
  {
    label: 'Clinical record',
    detail:
      'Conditions, allergies, medicines, immunizations, procedures, reports and notes of visits and stays, your care plan and who takes part in your care',
    types: clinicalTypes,
  },
];

/** What members read for resource types that they share, each entry once. */
export function labelsOf(types: ReadonlySet<string>): string[] {
  return allChoices
    .filter((choice) => choice.types.some((type) => types.has(type)))
    .map(({ label }) => label);
}

/** The resource types of the entries that are ticked in the form. */
export function tickedTypes(form: URLSearchParams | undefined): ReadonlySet<string> {
  return new Set(form?.getAll('type').flatMap((value) => value.split(' ')));
}

/** PROD-6: what the plan found when it looked at how the app handles data. */
const riskMeaning: Readonly<Record<App['risk'], string>> = {
  low: 'Its developer has shown good protection of your data on nearly all points the plan asks about.',
  medium: 'Its developer left some of the points the plan asks about open. Read its privacy policy first.',
  high: 'Its developer left many of the points the plan asks about open. Think well before you share with it.',
};

export interface ConsentView {
  readonly action: string;
  readonly switchUrl: string;
  readonly app: App;
  readonly memberName: string;
  readonly types: ReadonlySet<ConsentableType>;
  readonly interactionId: string;
  readonly csrf: string;
}

export function consentPage(view: ConsentView): Html {
  const { app, memberName, types } = view;
  return layout(
    'Share your data',
    html`<h1>Share your data with ${app.name}?</h1>
<p>You are signed in as <strong>${memberName}</strong>. <a href="${view.switchUrl}">Not you?</a></p>
<p><strong>${app.name}</strong> is made by ${app.developer}, not by your health plan.</p>
<p>Risk category: <strong>${app.risk}</strong>. ${riskMeaning[app.risk]}</p>
<form method="post" action="${view.action}">
<input type="hidden" name="interaction" value="${view.interactionId}">
<input type="hidden" name="csrf" value="${view.csrf}">
${types.size > 0 && choices(types)}
<p class="soft">You can withdraw your consent at any time on the plan's page of connected apps.</p>
<div class="buttons">
<button class="main" type="submit" name="decision" value="allow">Allow</button>
<button type="submit" name="decision" value="deny">Deny</button>
</div>
</form>`,
  );
}

function choices(types: ReadonlySet<ConsentableType>): Html {
  return html`<fieldset>
<legend>It may see</legend>
${allChoices.map((choice) => {
  const offered = choice.types.filter((type) => types.has(type));
  return (
    offered.length > 0 &&
    html`<label class="choice"><input type="checkbox" name="type" value="${offered.join(' ')}" checked>
<span>${choice.label}</span><small>${choice.detail}</small></label>`
  );
})}
</fieldset>`;
}
