import { type Check, portal } from '../runner/check.ts';
import { type CheckContext, NotExercised } from '../runner/context.ts';
import { jsonObjectOf } from '../runner/http.ts';
import { codeExchange } from '../runner/oauth.ts';
import { whyNot } from '../runner/session.ts';
import { filledIn } from './form-browser.ts';
import { granted } from './questionnaire.ts';
import { portalOf } from './settings.ts';

const clauses = [portal('Production Access Process')];
const base = { level: 'SHALL', clauses, needs: ['portal', 'portal mailbox', 'portal reviewer'] } as const;

export const reviewAndGrant: Check = {
  ...base,
  id: 'portal.production.granted',
  title: 'After the review a granted app appears with _prod and credentials of its own',
  requirements: ['PROD-8', 'PROD-9'],
  why: 'Sandbox credentials must not open production.',
  fix: 'Mail the date of the review; register a client of its own under the name with _prod.',
  detects: ['portal.prod-suffix-missing', 'portal.review-not-mailed'],
  companionOf: ['portal.app-not-listed'],
  async run(t) {
    const { list, appName, production, clientId, reviewMail, reviewMailText } = await granted(t);
    const name = `${appName}_prod`;
    const told = reviewMailText.includes('2026-12-03 10:00');
    t.judge(
      {
        ok: told,
        what: 'a mail with the date of the review',
        expected: 'sent',
        received: told ? 'sent' : reviewMailText.slice(0, 60),
        evidence: [reviewMail],
      },
      {
        ok: list.text.includes(name),
        what: 'My Applications',
        expected: name,
        received: list.text.includes(name) ? name : list.text.slice(0, 120),
        evidence: [list.exchange],
      },
      {
        ok: production !== undefined && production.clientId !== clientId,
        what: 'its client id',
        expected: 'one of its own',
        received: production?.clientId ?? 'none',
        evidence: [list.exchange],
      },
    );
  },
};

export const productionAppFixed: Check = {
  ...base,
  id: 'portal.production.app-fixed',
  title: 'An app with production access can be neither edited nor deleted by its developer',
  requirements: ['APP-4'],
  why: 'What was reviewed must stay what is used.',
  fix: 'Refuse both for production apps, on the server.',
  detects: ['portal.prod-app-editable'],
  async run(t) {
    const { browser, production, clientId } = await granted(t);
    const { fields, page } = portalOf(t);
    if (!production) throw new NotExercised('there is no production app');
    const own = await browser.open(page('editApp', clientId));
    const form = own.forms.find(({ action }) => action === page('editApp', clientId));
    if (!form) throw new NotExercised('the page to edit an app has no form');
    const request = filledIn(form, { [fields.appName]: 'Renamed' });
    const sent = await browser.follow({ ...request, url: page('editApp', production.clientId) });
    const removal = await browser.open(page('deleteApp', production.clientId));
    const list = await browser.open(page('apps'));
    t.judge(
      {
        ok: !list.text.includes('Renamed'),
        what: 'the production app after its form was sent',
        expected: 'unchanged',
        received: list.text.includes('Renamed') ? 'renamed' : 'unchanged',
        evidence: [sent.exchange, list.exchange],
      },
      {
        ok: removal.exchange.response.status >= 400,
        what: 'the page to delete it',
        expected: 'refused',
        received: `HTTP ${removal.exchange.response.status}`,
        evidence: [removal.exchange],
      },
    );
  },
};

/** Plays the production app's authorization as the production member. */
async function authorize(t: CheckContext, choice: 'allow' | 'deny') {
  const { production, level } = await granted(t);
  const { productionMember } = portalOf(t);
  if (!production) throw new NotExercised('there is no production app');
  if (!productionMember) throw new NotExercised('the target descriptor gives no portal.productionMember');
  const client = {
    id: production.clientId,
    secret: production.secret,
    redirectUri: 'https://app.example/callback',
  };
  const pkce = t.session.pkce();
  const end = await t.session.authorize(
    { client, pkce, state: t.session.random(12) },
    (request) => t.send(request),
    { choice, member: productionMember, newBrowser: true },
  );
  return { end, client, pkce, level };
}

export const consentShowsLevel: Check = {
  ...base,
  id: 'portal.production.consent-shows-level',
  title: 'The consent page shows the app’s risk category',
  requirements: ['PROD-6', 'PROD-10', 'AC-6'],
  needs: ['portal', 'portal mailbox', 'portal reviewer', 'production member'],
  why: 'Members are promised that they can decide by it.',
  fix: 'Show the level of the submitted questionnaire beside the app’s name.',
  detects: ['portal.consent-hides-level'],
  companionOf: ['consent.denial-ignored'],
  async run(t) {
    const { end, level } = await authorize(t, 'deny');
    const { consent } = end.pages;
    if (!consent) throw new NotExercised(`no consent page was shown: ${whyNot(end)}`);
    const shown = new RegExp(`\\b${level}\\b`, 'i').test(
      consent.response.body.replaceAll(/<style[\s\S]*?<\/style>|class="[^"]*"/g, ''),
    );
    const denied = end.kind === 'redirect' && end.location.searchParams.get('code') === null;
    t.judge(
      {
        ok: shown,
        what: 'the consent page',
        expected: level,
        received: shown ? level : 'no level',
        evidence: [consent],
      },
      {
        ok: denied,
        what: 'a denial',
        expected: 'no code',
        received: denied ? 'no code' : whyNot(end),
        evidence: [end.exchange],
      },
    );
  },
};

export const productionData: Check = {
  ...base,
  id: 'portal.production.data',
  title: 'A production app gets the data of a production member who has consented',
  security: true,
  requirements: ['PROD-9', 'PROD-10'],
  needs: ['portal', 'portal mailbox', 'portal reviewer', 'production member', 'patient access'],
  why: 'It is what the whole process is for.',
  fix: 'Choose the data by the client’s environment, at login and at every request.',
  detects: ['portal.production-serves-sandbox'],
  async run(t) {
    const { end, client, pkce } = await authorize(t, 'allow');
    const code = end.kind === 'redirect' ? end.location.searchParams.get('code') : null;
    if (!code) throw new NotExercised(`no code was given to the production app: ${whyNot(end)}`);
    const exchange = await t.send(
      codeExchange(t.target, { client, code, pkce, redirectUri: client.redirectUri }),
    );
    const accessToken = jsonObjectOf(exchange)?.access_token;
    if (typeof accessToken !== 'string')
      throw new NotExercised('the production app got no token for its code');
    const read = (type: string) =>
      t.send({
        method: 'GET',
        url: `${t.target.patientAccess}/${type}`,
        headers: { authorization: `Bearer ${accessToken}`, accept: 'application/fhir+json' },
      });
    const patient = await read('Patient');
    const entries = (jsonObjectOf(patient)?.entry ?? []) as { resource?: { resourceType?: string } }[];
    // An outcome may stand beside what was found.
    const total = entries.filter(({ resource }) => resource?.resourceType === 'Patient').length;
    t.expect({
      ok: patient.response.status === 200 && total === 1,
      what: 'Patient',
      expected: 'the member',
      received: `HTTP ${patient.response.status}, ${total} resources`,
      evidence: [patient],
    });
    // Members of the sandbox are none here: their password opens nothing for a production app.
    const [member] = t.target.members;
    if (!member) return;
    const other = await t.session.authorize(
      { client, pkce: t.session.pkce(), state: t.session.random(12) },
      (request) => t.send(request),
      { choice: 'allow', member, newBrowser: true },
    );
    t.expect({
      ok: other.kind === 'page',
      part: 'security',
      what: 'a sandbox member at the production app',
      expected: 'not signed in',
      received: whyNot(other),
      evidence: [other.exchange],
    });
  },
};
