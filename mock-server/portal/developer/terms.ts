import { html } from 'hono/html';
import type { PageStep } from './page-context.ts';
import { show } from './show.ts';

/** PROD-12. Of a plan that does not exist, so they bind nobody; their matter is what such terms are about. */
export const showTerms: PageStep = {
  name: 'show-terms',
  run(context) {
    show(
      context,
      'Terms of Use',
      html`<h1>Terms of Use</h1>
<p class="soft">Version 2026-1 of the sandbox's health plan. All data behind these APIs is synthetic.</p>
<h2>1. Your account</h2><p>You register for yourself or the organization you act for, with true details, and keep your password
and client secrets to yourself. What is done with your credentials counts as done by you.</p>
<h2>2. Use of the APIs</h2><p>You use the APIs to give members access to their own information, to inform the public of the
provider directory, and to test. You do not try to see more than a token allows, do not overload the service, and tell the plan
of weaknesses that you find before you tell others.</p>
<h2>3. Members' information</h2><p>You take only what a member has consented to, use it only for what you have told the member, and
stop when consent is withdrawn. You keep it encrypted, and dispose of it when the member asks.</p>
<h2>4. Privacy policy and terms of service</h2><p>Both of yours are public. Nothing in your terms takes back what your policy
promises. You tell members before you change either.</p>
<h2>5. Production access</h2><p>Your answers in the Risk Assessment Questionnaire are true, and you tell the plan when they no
longer are. Members see the risk category. The plan may refuse or revoke access, and says why.</p>
<h2>6. Incidents</h2><p>You tell the plan and the members concerned of a breach without delay and as the law requires.</p>
<h2>7. Availability</h2><p>The APIs are meant to run around the clock. Planned downtime is announced by a banner on this portal.</p>
<h2>8. End</h2><p>You can delete your applications at any time. Deleted applications cannot be recovered.</p>`,
      { width: 'wide' },
    );
  },
};
