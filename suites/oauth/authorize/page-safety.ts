import { parse } from 'node-html-parser';
import { type Check, rfc } from '../../runner/check.ts';
import { type CheckContext, type Expectation, NotExercised } from '../../runner/context.ts';
import { type HttpRequest, headerOf, type RawExchange, redirectOf } from '../../runner/http.ts';
import { formsOf } from '../../runner/login/html-form.ts';
import { whyNot } from '../../runner/session.ts';
import { codeOf, memberPages, play } from './play.ts';

/** The member's pages that were shown, by name. */
async function pagesOf(t: CheckContext): Promise<(readonly [string, RawExchange])[]> {
  const { login, consent } = await memberPages(t);
  return [['login page', login] as const, ['consent page', consent] as const].flatMap(([name, page]) =>
    page ? [[name, t.cite(page)] as const] : [],
  );
}

/** Addresses that the page makes a browser fetch from elsewhere. */
export function foreignResources(html: string, pageUrl: string): string[] {
  const { origin } = new URL(pageUrl);
  return parse(html)
    .querySelectorAll('script[src], img[src], iframe[src], link[href], source[src], video[src], object[data]')
    .filter((element) => !(element.tagName === 'LINK' && element.getAttribute('rel') === 'canonical'))
    .flatMap(
      (element) =>
        element.getAttribute('src') ?? element.getAttribute('href') ?? element.getAttribute('data') ?? [],
    )
    .map((address) => URL.parse(address, pageUrl))
    .flatMap((url) => (url && /^https?:$/.test(url.protocol) && url.origin !== origin ? [url.origin] : []));
}

export function judgeReferrer(name: string, page: RawExchange): Expectation[] {
  const policy = headerOf(page, 'referrer-policy') ?? metaReferrer(page) ?? 'no such header';
  const foreign = foreignResources(page.response.body, page.request.url);
  return [
    {
      ok: /^(no-referrer|same-origin|strict-origin|origin)$/.test(policy.split(',').at(-1)?.trim() ?? ''),
      what: `referrer policy of the ${name}`,
      where: 'header Referrer-Policy',
      expected: 'no-referrer',
      received: policy,
      evidence: [page],
    },
    {
      ok: foreign.length === 0,
      what: `what the ${name} loads from elsewhere`,
      expected: 'nothing',
      received: [...new Set(foreign)].join(', ') || 'nothing',
      evidence: [page],
    },
  ];
}

function metaReferrer(page: RawExchange): string | undefined {
  return parse(page.response.body).querySelector('meta[name=referrer]')?.getAttribute('content');
}

export const referrerPolicy: Check = {
  id: 'oauth.authorize.referrer-policy',
  title: 'Login and consent pages tell no other site where the member is',
  level: 'SHOULD',
  requirements: ['AC-5', 'AC-6'],
  clauses: [rfc(9700, '4.2.4')],
  why: 'The address holds state and more; a Referer header carries it to every site that the page loads from or links to.',
  fix: 'Send Referrer-Policy: no-referrer and load nothing from other sites.',
  detects: ['pages.referrer-leaks', 'pages.third-party-script'],
  needs: ['member client'],
  async run(t) {
    for (const [name, page] of await pagesOf(t)) t.judge(...judgeReferrer(name, page));
  },
};

/** What a form gained that was sent from another browser than the one it was shown to. */
export function judgeForged(name: 'login' | 'consent', exchange: RawExchange): Expectation {
  const location = redirectOf(exchange);
  const signedIn = exchange.response.headers.some(([header]) => header === 'set-cookie');
  const gained = name === 'consent' ? location?.searchParams.has('code') : location !== undefined && signedIn;
  return {
    ok: gained !== true,
    part: 'security',
    what: `the ${name} form, sent from another browser`,
    expected: 'a refusal',
    received: `HTTP ${exchange.response.status}${location ? ` to ${location.pathname}` : ''}`,
    cost: 'Another site can act in the member’s name.',
    evidence: [exchange],
  };
}

export const forgedForms: Check = {
  id: 'oauth.authorize.forged-form-refused',
  title: 'Login and consent forms are refused from a browser that was not shown them',
  level: 'SHALL',
  security: true,
  requirements: ['AC-5', 'AC-6'],
  clauses: [rfc(6749, '10.12')],
  why: 'Another site could make the member’s browser press Allow, or sign the member in to the attacker’s account.',
  fix: 'Bind each form to the browser by a cookie and a hidden token, and refuse a form whose token is another browser’s.',
  detects: ['login.form-not-bound', 'consent.form-not-bound'],
  needs: ['member client'],
  async run(t) {
    const send = (request: HttpRequest) => t.send(request);
    // The run's own browser is the victim: signed in, with cookies of its own.
    await t.session.memberToken();
    const { pages } = await play(t, { state: t.session.random(12) }, { choice: 'stop', newBrowser: true });
    if (!pages.login) throw new NotExercised('no login page was shown');
    const [form] = formsOf(pages.login.response.body, pages.login.request.url).filter(({ element }) =>
      element.querySelector('input[type=password]'),
    );
    if (form) {
      t.session.spendLogin();
      const stranger = t.session.newDriver();
      t.expect(judgeForged('login', await stranger.visit(stranger.fillLogin(form), send)));
    }
    if (!pages.consent) return;
    const victim = t.session.driver();
    const answer = victim.answerConsent(
      formsOf(pages.consent.response.body, pages.consent.request.url),
      'allow',
    );
    if (answer) t.expect(judgeForged('consent', await victim.visit(answer, send)));
  },
};

const MARKUP = '"><script>alert(1)</script>';

export const markupEscaped: Check = {
  id: 'oauth.authorize.markup-escaped',
  title: 'What a request holds is escaped on every page',
  level: 'SHALL',
  security: true,
  requirements: ['AC-2'],
  clauses: [rfc(6749, '10.14')],
  why: 'A link to the plan’s own login page could run the attacker’s script there and take the password.',
  fix: 'Escape every value that goes into a page, or show none.',
  detects: ['pages.request-echoed'],
  needs: ['member client'],
  async run(t) {
    for (const name of ['client_id', 'state', 'scope', 'redirect_uri']) {
      const end = await play(
        t,
        { state: t.session.random(12), change: { [name]: MARKUP } },
        { choice: 'deny' },
      );
      const found = end.pages.all.find(({ response }) => response.body.includes(MARKUP));
      t.expect({
        ok: found === undefined,
        part: 'security',
        what: `markup in ${name}`,
        expected: 'escaped, or not shown',
        received: found
          ? `as it was sent, on ${new URL(found.request.url).pathname}`
          : `escaped, or not shown (${codeOf(end) ? 'code' : whyNot(end)})`,
        evidence: found ? [found] : [end.exchange],
      });
    }
    // A server without pages for members shows nothing that could be escaped.
    await t.session.memberToken();
  },
};
