import { parse } from 'node-html-parser';
import { type Check, portal, rfc } from '../../runner/check.ts';
import { type CheckContext, NeedsPerson, NotExercised } from '../../runner/context.ts';
import { jsonObjectOf, type RawExchange } from '../../runner/http.ts';
import { boxesOf } from '../../runner/login/form-driver.ts';
import { codeExchange } from '../../runner/oauth.ts';
import { whyNot } from '../../runner/session.ts';
import { codeRefused } from '../judge.ts';
import { scopesOf } from '../scopes.ts';
import { codeOf, memberPages, play } from './play.ts';

/** A grant of which the member ticked Coverage alone, with what it opens. */
export interface Narrowed {
  readonly asked: string;
  readonly response: RawExchange;
  readonly accessToken: string;
}

/** @throws NotExercised when the consent page offers no choice, or the choice gave no token */
export function narrowedGrant(t: CheckContext): Promise<Narrowed> {
  return t.session.share('narrowed grant', async () => {
    const client = t.session.memberClient();
    const pkce = t.session.pkce();
    const asked = scopesOf(t.target).asked;
    const end = await play(
      t,
      { pkce, state: t.session.random(12), change: { scope: asked } },
      { choice: { only: /Coverage/i }, newBrowser: true },
    );
    if (!end.pages.consent) throw new NotExercised(`no consent page was shown: ${whyNot(end)}`);
    if (boxesOf(end.pages.consent, t.target.login.tick).length < 2)
      throw new NotExercised('the consent page offers no choice of data');
    const code = codeOf(end);
    if (!code) throw new NotExercised(`consent to Coverage alone gave no code: ${whyNot(end)}`);
    const response = await t.send(
      codeExchange(t.target, { client, code, pkce, redirectUri: client.redirectUri }),
    );
    const accessToken = jsonObjectOf(response)?.access_token;
    if (typeof accessToken !== 'string') throw new NotExercised('consent to Coverage alone gave no token');
    return { asked, response, accessToken };
  });
}

/** Reads a type with the narrowed token. */
export function readNarrowed(t: CheckContext, { accessToken }: Narrowed, type: string): Promise<RawExchange> {
  const headers = { authorization: `Bearer ${accessToken}`, accept: 'application/fhir+json' };
  return t.session.share(`narrowed ${type}`, () =>
    t.send({ method: 'GET', url: `${t.target.patientAccess}/${type}`, headers }),
  );
}

export const consentNarrows: Check = {
  id: 'oauth.authorize.consent-narrows',
  title: 'A member can grant less than was asked, and only that is given',
  level: 'SHALL',
  security: true,
  requirements: ['AC-6', 'AC-12'],
  clauses: [rfc(6749, '3.3'), portal('authorization code, step 3')],
  why: 'Granular consent is the member’s right; a tick that has no effect is a breach.',
  fix: 'Store the ticked resource types with the grant and enforce them at every FHIR endpoint; report them in scope.',
  detects: ['consent.ticks-ignored'],
  companionOf: ['isolation.consent-not-asked-by-search'],
  needs: ['member client', 'patient access'],
  async run(t) {
    const narrowed = await narrowedGrant(t);
    t.cite(narrowed.response);
    const granted = t.cite(await readNarrowed(t, narrowed, 'Coverage'));
    const refused = t.cite(await readNarrowed(t, narrowed, 'Observation'));
    t.judge(
      {
        ok: granted.response.status === 200,
        what: 'Coverage, which was ticked',
        expected: '200',
        received: String(granted.response.status),
        evidence: [granted],
      },
      {
        ok:
          refused.response.status === 403 ||
          (jsonObjectOf(refused)?.entry === undefined && refused.response.status < 500),
        part: 'security',
        what: 'Observation, which was not ticked',
        expected: '403 insufficient_scope',
        received: `${refused.response.status}${jsonObjectOf(refused)?.entry ? ' with entries' : ''}`,
        cost: 'The app reads data that the member did not share.',
        evidence: [refused],
      },
    );
  },
};

export const narrowedScopeTold: Check = {
  id: 'oauth.response.scope-when-narrowed',
  title: 'A grant of less than was asked is told in scope',
  level: 'SHALL',
  requirements: ['AC-6', 'AC-10'],
  clauses: [rfc(6749, '3.3'), rfc(6749, '5.1')],
  why: 'Without it the app takes a refusal for a fault and asks the member again and again.',
  fix: 'List what was granted in scope whenever it differs from the request.',
  detects: ['response.scope-missing-when-narrowed'],
  companionOf: ['consent.ticks-ignored', 'response.scope-empty-though-requested'],
  needs: ['member client'],
  async run(t) {
    const { asked, response } = await narrowedGrant(t);
    const scope = jsonObjectOf(t.cite(response))?.scope;
    t.expect({
      ok: typeof scope === 'string' && scope !== '' && scope !== asked,
      what: 'granted scope',
      where: 'member "scope"',
      expected: `less than "${asked}"`,
      received: scope === undefined ? 'absent, which means as asked' : JSON.stringify(scope),
      evidence: [response],
    });
  },
};

export const consentToNothing: Check = {
  id: 'oauth.authorize.consent-to-nothing',
  title: 'A member who allows nothing gives nothing',
  level: 'SHALL',
  security: true,
  requirements: ['AC-6', 'AC-12'],
  clauses: [rfc(6749, '4.1.2.1'), portal('authorization code, step 3')],
  why: 'An empty choice is a No; a server that reads it as "everything" gives away all.',
  fix: 'Redirect with error=access_denied when nothing is ticked, or ask again.',
  detects: ['consent.nothing-means-all'],
  needs: ['member client'],
  async run(t) {
    const state = t.session.random(12);
    const end = await play(t, { state }, { choice: { only: /^(?!)/ }, newBrowser: true });
    if (!end.pages.consent || boxesOf(end.pages.consent, t.target.login.tick).length === 0)
      throw new NotExercised('the consent page offers no choice of data');
    if (end.kind === 'page' && end.exchange.response.status < 500) {
      t.expect({ ...asksAgain, evidence: [end.exchange] });
      return;
    }
    t.judge(...codeRefused(end, ['access_denied'], state));
  },
};

const asksAgain = {
  ok: true,
  part: 'security',
  what: 'consent to nothing',
  expected: 'access_denied, or the question again',
  received: 'the question again',
} as const;

export const consentNamesApp: Check = {
  id: 'oauth.authorize.consent-names-app',
  title: 'The consent page names the app',
  level: 'SHOULD',
  requirements: ['AC-6'],
  clauses: [portal('authorization code, step 3')],
  why: 'A member who does not see who asks cannot decide.',
  fix: 'Show the name of the app, its developer and each kind of data on the consent page.',
  detects: ['consent.app-not-named'],
  needs: ['member client'],
  async run(t) {
    const { consent } = await memberPages(t);
    if (!consent) throw new NotExercised('no consent page was shown');
    t.cite(consent);
    const { name } = t.session.memberClient();
    if (name === undefined)
      throw new NeedsPerson(
        'Look at the consent page: does it name the app and each kind of data? (clients.member.name lets this be checked)',
      );
    const text = parse(consent.response.body).structuredText;
    t.expect({
      ok: text.includes(name),
      what: 'text of the consent page',
      expected: `the name of the app, "${name}"`,
      received: text.includes(name) ? 'it is there' : `${text.slice(0, 200)} …`,
      evidence: [consent],
    });
  },
};
