import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadQuestionnaire } from '../../lib/questionnaire.ts';
import { type FormBrowser, filledIn } from '../../suites/portal/form-browser.ts';
import { addApp, createPlan, type Plan, signedUp, theForm, url } from './portal.fixture.ts';
import {
  answerAll,
  attestation,
  best,
  decide,
  fillAll,
  fillSection,
  middle,
  openRequest,
  type Pick,
  productionUrl,
  requested,
  reviewer,
  start,
  worst,
} from './production.fixture.ts';

const mine = 'dee@lakeside.example';
let plan: Plan;
let dee: FormBrowser;
let clientId: string;
beforeEach(async () => {
  plan = createPlan();
  dee = await signedUp(plan, mine);
  ({ clientId } = await addApp(dee));
});
afterEach(() => plan.close());

const request = () => plan.sandbox.core.ports.store.portal.productionRequestOfApp(clientId);
const app = (id: string) => plan.sandbox.core.apps.find(id);

/** The rating worked out a second time, from the questionnaire and by other means. */
async function expectedRating(pick: Pick): Promise<number> {
  const { sections } = await loadQuestionnaire();
  let [points, weights] = [0n, 0n];
  for (const question of sections.flatMap(({ questions }) => questions)) {
    const risk = question.answers.find(({ id }) => id === pick(question))?.risk ?? Number.NaN;
    points += BigInt(question.weight * risk);
    weights += BigInt(question.weight);
  }
  // BigInt division cuts off, which rounds half up here.
  return Number((points * 10n + weights * 5n) / (weights * 10n));
}

describe('the request', () => {
  test('begins at My Applications, with the Terms of Use confirmed [PROD-2] [PROD-12]', async () => {
    const list = await dee.open(`${url}/developer/apps`);
    expect(list.text).toContain('Request Production Access');
    const page = await dee.open(productionUrl(clientId));
    expect(page.root.querySelector('main a[href$="/terms"]')?.text).toBe('Terms of Use');
    const without = await dee.submit(theForm(page, 'terms'));
    expect([without.exchange.response.status, without.text]).toEqual([
      422,
      expect.stringContaining('Terms of Use'),
    ]);
    expect(await request()).toBeUndefined();
    expect((await start(dee, clientId)).url).toBe(productionUrl(clientId, '/application-information'));
    expect((await request())?.termsAcceptedAt).toBe(plan.now());
  });

  test('has application name and email address filled in, and asks for the callback URL [PROD-4]', async () => {
    const page = await start(dee, clientId);
    const value = (name: string) => page.root.querySelector(`input[name="${name}"]`)?.getAttribute('value');
    expect([value('app-name'), value('email'), value('callback')]).toEqual(['Claims Diary', mine, '']);
    const missing = await fillSection(dee, clientId, 'application-information', best, { callback: '' });
    expect(missing.text).toContain('Callback URL: It is mandatory.');
  });

  test.each([
    ['http://app.example/privacy', 'Use https.'],
    ['https://localhost/privacy', 'your own machine'],
    ['https://127.0.0.1/privacy', 'your own machine'],
    ['https://[::1]/privacy', 'your own machine'],
    ['https://intranet/privacy', 'full host name'],
    ['https://me:secret@app.example/', 'user name or password'],
    ['app.example', 'not an absolute URL'],
  ])('does not take %s for a public address [PROD-1]', async (address, message) => {
    await start(dee, clientId);
    for (const field of ['privacyPolicy', 'terms', 'callback']) {
      const page = await fillSection(dee, clientId, 'application-information', best, { [field]: address });
      expect([page.exchange.response.status, page.text]).toEqual([422, expect.stringContaining(message)]);
    }
  });

  test('needs an answer to every question, and words where they are asked for [PROD-5]', async () => {
    await start(dee, clientId);
    const { sections } = await loadQuestionnaire();
    const [first, ...others] = sections;
    if (!first) throw new Error('no sections');
    const noWords = await fillSection(dee, clientId, first.id, best, { 'purpose-note': '' });
    expect(noWords.text).toContain('This answer needs words');
    for (const { id, questions } of sections) {
      const [question] = questions;
      const page = await fillSection(dee, clientId, id, best, { [question?.id ?? '']: [] });
      expect(page.text, id).toContain('Choose one of the answers.');
    }
    for (const { id } of others) await fillSection(dee, clientId, id, best);
    const dashboard = await dee.open(productionUrl(clientId, '/dashboard'));
    expect(dashboard.text).toContain('Not complete yet');
    expect(dashboard.text).toContain(first.title);
    // Sent without its page: the form of a complete one, made up.
    const csrf = dashboard.forms[0]?.fields.find(([name]) => name === 'csrf')?.[1] ?? '';
    const form = theForm(dashboard, 'csrf');
    const forged = await dee.follow({
      ...filledIn(form, { csrf, ...attestation }),
      url: productionUrl(clientId, '/submit'),
    });
    expect(forged.exchange.response.status).toBe(422);
    expect((await request())?.state).toBe('draft');
  });

  test('keeps what was answered for another day', async () => {
    await start(dee, clientId);
    const saved = await fillSection(dee, clientId, 'consent', worst, { minimum: [], go: 'later' });
    expect(saved.url).toBe(`${url}/developer/apps`);
    expect(saved.text).toContain('In preparation');
    const page = await dee.open(productionUrl(clientId, '/consent'));
    const checked = page.root
      .querySelectorAll('input[type=radio][checked]')
      .map((box) => box.getAttribute('name'));
    expect(checked).toContain('consent-asked');
    expect(checked).not.toContain('minimum');
  });

  test('is for three apps at most [PROD-2]', async () => {
    await start(dee, clientId);
    for (const _ of [2, 3]) await start(dee, (await addApp(dee)).clientId);
    const { portal } = plan.sandbox.core.ports.store;
    // A fourth app can only be there by the plan's help.
    const [own] = (await plan.sandbox.core.apps.list()).filter(({ owner }) => owner !== undefined);
    if (!own) throw new Error('no app');
    await plan.sandbox.core.apps.put({ ...own, clientId: 'app-fourth' });
    const page = await start(dee, 'app-fourth');
    expect([page.exchange.response.status, page.text]).toEqual([
      409,
      expect.stringContaining('contact the Healthplan IT'),
    ]);
    expect(await portal.listProductionRequests()).toHaveLength(3);
  });
});

describe('the dashboard', () => {
  test.each([
    ['best', best, 'low'],
    ['middle', middle, 'medium'],
    ['worst', worst, 'high'],
  ] as const)(
    'rates the %s answers, in all and per section [PROD-6] [PROD-7]',
    async (_what, pick, level) => {
      await start(dee, clientId);
      const page = await answerAll(plan, dee, clientId, pick);
      expect(page.root.querySelector('#risk-rating')?.text).toBe(String(await expectedRating(pick)));
      expect(page.root.querySelector('#risk-level')?.text).toBe(`${level} risk`);
      const rows = page.root.querySelectorAll('tbody tr').map((row) => row.structuredText);
      expect(rows).toHaveLength(8);
      for (const row of rows) expect(row).toMatch(/\b\d{1,3}\s+(low|medium|high) risk/);
      expect(page.root.querySelectorAll('tbody a')).toHaveLength(8);
    },
  );

  test('lets answers be changed before they are submitted, and not after [PROD-7]', async () => {
    await start(dee, clientId);
    const before = await fillAll(dee, clientId, worst);
    await fillSection(dee, clientId, 'authentication', best);
    const after = await dee.open(productionUrl(clientId, '/dashboard'));
    const rating = (page: typeof after) => Number(page.root.querySelector('#risk-rating')?.text);
    expect(rating(after)).toBeLessThan(rating(before));
    await dee.submit(theForm(after, 'attest-name'), attestation);
    const late = await dee.open(productionUrl(clientId, '/authentication'));
    expect(late.url).toBe(productionUrl(clientId));
    const answers = (await request())?.answers;
    const form = theForm(await dee.open(`${url}/developer/apps/${clientId}`), 'csrf');
    await dee.follow({ ...filledIn(form, { mfa: 'no' }), url: productionUrl(clientId, '/authentication') });
    expect((await request())?.answers).toEqual(answers);
  });

  test.each(Object.keys(attestation))('takes no attestation without %s [PROD-7]', async (field) => {
    await start(dee, clientId);
    const dashboard = await answerAll(plan, dee, clientId, best);
    const page = await dee.submit(theForm(dashboard, 'attest-name'), {
      ...attestation,
      [field]: [],
      ...(field === 'attest-date' && { 'attest-date': 'soon' }),
    });
    expect(page.exchange.response.status).toBe(422);
    expect((await request())?.state).toBe('draft');
  });

  test('freezes a copy of what was submitted, a new one each time', async () => {
    await requested(plan, dee, clientId, worst);
    const staff = await reviewer(plan);
    await decide(staff, 'refuse', { refusal: 'Too much is open.' });
    const refused = await dee.open(productionUrl(clientId));
    expect(refused.text).toContain('Too much is open.');
    await dee.submit(
      refused.forms.find(({ action }) => action.endsWith('/reopen')) ?? theForm(refused, 'none'),
    );
    const dashboard = await answerAll(plan, dee, clientId, best);
    await dee.submit(theForm(dashboard, 'attest-name'), attestation);
    const { id = '' } = (await request()) ?? {};
    const copies = await plan.sandbox.core.ports.store.portal.submissionsOf(id);
    expect(copies.map(({ version, total }) => [version, total.level])).toEqual([
      [1, 'high'],
      [2, 'low'],
    ]);
    expect(copies[0]?.attestation).toMatchObject({ name: 'Dee Veloper', title: 'Head of Engineering' });
  });
});

describe('the plan', () => {
  test('asks, gets an answer, invites, grants; each step by mail [PROD-8] [PROD-9]', async () => {
    const sent = await requested(plan, dee, clientId, middle);
    expect(sent.text).toContain('Submitted');
    const staff = await reviewer(plan);
    const desk = await openRequest(staff);
    for (const part of [
      'Lakeside Apps',
      'https://app.example/privacy',
      'Head of Engineering',
      'Words about purpose',
    ])
      expect(desk.text).toContain(part);
    await decide(staff, 'ask', { question: 'Which cloud region?' });
    expect(plan.lastMail(mine).text).toContain('Which cloud region?');
    const page = await dee.open(productionUrl(clientId));
    await dee.submit(theForm(page, 'text'), { text: 'us-west' });
    expect((await openRequest(staff)).text).toContain('us-west');
    await decide(staff, 'schedule', { at: '2026-02-02 10:00', place: 'Room 4' });
    expect(plan.lastMail(mine).text).toMatch(/When: 2026-02-02 10:00\nWhere: Room 4/);
    await decide(staff, 'grant');
    expect(plan.lastMail(mine).subject).toBe('Production access is granted');
    const { productionClientId = '', score } = (await request()) ?? {};
    expect(await app(productionClientId)).toMatchObject({
      name: 'Claims Diary_prod',
      environment: 'production',
      risk: 'medium',
      redirectUris: ['https://app.example/callback'],
    });
    expect(score?.level).toBe('medium');
    const list = await dee.open(`${url}/developer/apps`);
    expect(list.text).toContain('Claims Diary_prod');
    expect(productionClientId).not.toBe(clientId);
    // Its own secret, made by the developer.
    const own = await dee.open(`${url}/developer/apps/${productionClientId}`);
    const rotate = own.forms.find(({ action }) => action.endsWith('/secret'));
    const shown = rotate && (await dee.submit(rotate));
    expect(shown?.root.querySelector('#client-secret')?.text).toMatch(/^[\w-]{43}$/);
  });

  test('cannot grant before the review, and nothing twice [PROD-8]', async () => {
    await requested(plan, dee, clientId, best);
    const staff = await reviewer(plan);
    const desk = await openRequest(staff);
    const form = theForm(desk, 'question');
    const sent = (move: string) =>
      staff.follow({ ...filledIn(form, { refusal: 'x' }), url: form.action.replace(/ask$/, move) });
    expect((await sent('grant')).exchange.response.status).toBe(409);
    await decide(staff, 'schedule', { at: 'tomorrow', place: 'here' });
    const both = await Promise.all([sent('grant'), sent('grant')]);
    expect(both.map(({ exchange }) => exchange.response.status).sort()).toEqual([200, 409]);
    const apps = await plan.sandbox.core.apps.list();
    expect(apps.filter(({ environment }) => environment === 'production')).toHaveLength(1);
    for (const move of ['ask', 'schedule', 'grant', 'refuse'])
      expect((await sent(move)).exchange.response.status, move).toBe(409);
  });

  test('revokes later: the production app and its tokens are gone, the sandbox app stays', async () => {
    await requested(plan, dee, clientId, best);
    const staff = await reviewer(plan);
    await decide(staff, 'schedule', { at: 'tomorrow', place: 'here' });
    await decide(staff, 'grant');
    const { productionClientId = '' } = (await request()) ?? {};
    expect(await app(productionClientId)).toBeDefined();
    await decide(staff, 'revoke', { revocation: 'A breach was not told.' });
    expect(await app(productionClientId)).toBeUndefined();
    expect(await app(clientId)).toBeDefined();
    expect((await dee.open(productionUrl(clientId))).text).toContain('A breach was not told.');
  });

  test('lets no developer edit or delete a _prod app [APP-4]', async () => {
    await requested(plan, dee, clientId, best);
    const staff = await reviewer(plan);
    await decide(staff, 'schedule', { at: 'tomorrow', place: 'here' });
    await decide(staff, 'grant');
    const { productionClientId = '' } = (await request()) ?? {};
    const before = await app(productionClientId);
    const form = theForm(await dee.open(`${url}/developer/apps/${clientId}/edit`), 'name');
    for (const what of ['edit', 'delete']) {
      const path = `${url}/developer/apps/${productionClientId}/${what}`;
      expect((await dee.open(path)).exchange.response.status).toBe(403);
      expect((await dee.follow({ ...filledIn(form, {}), url: path })).exchange.response.status).toBe(403);
    }
    expect(await app(productionClientId)).toEqual(before);
    // It does not count: the sandbox app, and two more.
    await addApp(dee);
    expect((await addApp(dee)).page.exchange.response.status).toBe(200);
  });

  test('is not reached by a developer, nor by whoever guesses', async () => {
    await requested(plan, dee, clientId, best);
    const { id } = (await request()) ?? {};
    for (const path of ['/staff', `/staff/requests/${id}`])
      expect((await dee.open(url + path)).url).toBe(`${url}/staff/login`);
    const form = theForm(await dee.open(`${url}/developer/apps/${clientId}`), 'csrf');
    const forged = await dee.follow({ ...filledIn(form, {}), url: `${url}/staff/requests/${id}/refuse` });
    expect(forged.url).toBe(`${url}/staff/login`);
    expect((await request())?.state).toBe('submitted');
    const guesser = plan.browser();
    const login = theForm(await guesser.open(`${url}/staff/login`), 'email', 'password');
    const guess = { email: 'reviewer@plan.example', password: 'wrong' };
    const statuses = [];
    for (let i = 0; i < 7; i++) statuses.push((await guesser.submit(login, guess)).exchange.response.status);
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429]);
  });

  test('sees no draft', async () => {
    await start(dee, clientId);
    const { id } = (await request()) ?? {};
    const staff = await reviewer(plan);
    expect((await staff.open(`${url}/staff`)).text).toContain('Nothing to evaluate');
    expect((await staff.open(`${url}/staff/requests/${id}`)).exchange.response.status).toBe(404);
  });
});

test('deleting the app withdraws its undecided request', async () => {
  await requested(plan, dee, clientId, best);
  const { id = '' } = (await request()) ?? {};
  const form = theForm(await dee.open(`${url}/developer/apps/${clientId}/delete`), 'csrf');
  const own = (await dee.open(`${url}/developer/apps/${clientId}/delete`)).forms.find(({ action }) =>
    action.endsWith('/delete'),
  );
  await dee.submit(own ?? form);
  expect((await plan.sandbox.core.ports.store.portal.findProductionRequest(id))?.state).toBe('withdrawn');
});

test('another developer neither sees nor changes a request of mine', async () => {
  await start(dee, clientId);
  await answerAll(plan, dee, clientId, best);
  const before = await request();
  const eve = await signedUp(plan, 'eve@harbor.example');
  const hers = await addApp(eve);
  const form = theForm(await eve.open(`${url}/developer/apps/${hers.clientId}`), 'csrf');
  for (const page of ['', '/consent', '/dashboard'])
    expect((await eve.open(productionUrl(clientId, page))).exchange.response.status).toBe(404);
  for (const page of ['/start', '/consent', '/submit', '/answer', '/reopen']) {
    const fields = { ...attestation, terms: 'accepted', text: 'x', 'consent-asked': 'no' };
    const sent = await eve.follow({ ...filledIn(form, fields), url: productionUrl(clientId, page) });
    expect(sent.exchange.response.status, page).toBe(404);
  }
  expect(await request()).toEqual(before);
});

test('markup in notes, attestation, questions and reasons stays text', async () => {
  const nasty = '"><script>alert(1)</script><img src=x onerror=alert(1)>';
  await start(dee, clientId);
  await answerAll(plan, dee, clientId, best);
  await fillSection(dee, clientId, 'application-information', best, { 'purpose-note': nasty });
  const dashboard = await dee.open(productionUrl(clientId, '/dashboard'));
  await dee.submit(theForm(dashboard, 'attest-name'), {
    ...attestation,
    'attest-name': nasty,
    'attest-title': nasty,
  });
  const staff = await reviewer(plan);
  await decide(staff, 'ask', { question: nasty });
  const page = await dee.open(productionUrl(clientId));
  await dee.submit(theForm(page, 'text'), { text: nasty });
  await decide(staff, 'schedule', { at: nasty, place: nasty });
  await decide(staff, 'refuse', { refusal: nasty });
  for (const shown of [
    await openRequest(staff),
    await dee.open(productionUrl(clientId)),
    await staff.open(`${url}/staff`),
  ]) {
    expect(shown.root.querySelectorAll('script, img, [onerror]'), shown.url).toEqual([]);
  }
  expect((await openRequest(staff)).exchange.response.body).toContain('&lt;script&gt;');
});

test.each(['draft', 'submitted', 'follow-up', 'review-scheduled', 'granted', 'refused', 'revoked'])(
  'one call of the control plane takes a request to %s',
  async (state) => {
    const { exchange } = await plan.browser().follow({
      method: 'POST',
      url: `${url}/_sandbox/production-requests`,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'Driven', email: mine, level: 'medium', state }),
    });
    expect(exchange.response.status, exchange.response.body).toBe(201);
    const { clientId: driven, production } = JSON.parse(exchange.response.body);
    expect((await dee.open(productionUrl(driven))).exchange.response.status).toBe(200);
    const { portal } = plan.sandbox.core.ports.store;
    expect(await portal.productionRequestOfApp(driven)).toMatchObject({ state, score: { level: 'medium' } });
    expect((await app(production?.clientId))?.name).toBe(state === 'granted' ? 'Driven_prod' : undefined);
  },
);
