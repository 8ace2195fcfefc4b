import { describe, expect, test } from 'vitest';
import { LATER_PAGE } from './harvest.ts';
import type { RawExchange } from './http.ts';
import { Masker } from './mask.ts';
import { createTarget } from './target.ts';

const target = createTarget({
  name: 'plan',
  patientAccess: 'https://plan.test/fhir',
  oauth: { token: 'https://plan.test/token', authorize: 'https://plan.test/authorize' },
  clients: { member: { id: 'app', secret: 'app secret+1', redirectUri: 'https://app.test/cb' } },
  members: [{ userName: 'ann', password: 'Harbor-Maple-42!' }],
});

function exchange(
  request: Partial<RawExchange['request']>,
  response: Partial<RawExchange['response']> = {},
): RawExchange {
  return {
    id: 'x1',
    origin: 'test',
    startedAt: 0,
    durationMs: 1,
    request: { method: 'GET', url: 'https://plan.test/token', ...request },
    response: { status: 200, headers: [], body: '', ...response },
  };
}

const form = { 'content-type': 'application/x-www-form-urlencoded' };
const basic = `Basic ${Buffer.from('app:app+secret%2B1').toString('base64')}`;

describe('masking', () => {
  const secrets = [
    'app secret+1', 'app+secret%2B1', 'Harbor-Maple-42!', 'Harbor-Maple-42%21', 'the-access-token', 'the-refresh-token',
    'the-code-value', 'the-verifier-value', 'the-session-id', basic.slice(6),
  ]; // biome-ignore format: a list
  const exchanges = [
    exchange({ method: 'POST', url: 'https://plan.test/login', headers: form, body: 'username=ann&password=Harbor-Maple-42%21' },
      { headers: [['set-cookie', 'sid=the-session-id; Path=/'], ['location', 'https://app.test/cb?code=the-code-value&state=s']], status: 303 }),
    exchange({ method: 'POST', headers: { ...form, Authorization: basic }, body: 'code=the-code-value&code_verifier=the-verifier-value' },
      { body: '{"access_token":"the-access-token","refresh_token":"the-refresh-token"}' }),
    exchange({ url: 'https://plan.test/x?access_token=the-access-token', headers: { authorization: 'Bearer the-access-token', cookie: 'sid=the-session-id' } },
      { body: 'the token the-access-token of the-session-id is bad; Harbor-Maple-42! and app secret+1' }),
  ]; // biome-ignore format: long requests

  test('leaves no secret in any part of an exchange', () => {
    const text = JSON.stringify(new Masker(target).mask(exchanges));
    for (const secret of secrets) expect(text).not.toContain(secret);
  });

  test('gives equal values equal pseudonyms', () => {
    const [, token, use] = new Masker(target).mask(exchanges);
    expect(token?.response?.body).toBe('{"access_token":"access-token#1","refresh_token":"refresh-token#1"}');
    expect(use?.request.headers).toContainEqual(['authorization', 'Bearer access-token#1']);
    expect(use?.url).toBe('https://plan.test/x?access_token=access-token#1');
  });

  test('learns a secret from a later exchange before it masks an earlier one', () => {
    const early = exchange({}, { body: 'debug: later-token' });
    const late = exchange({}, { body: '{"access_token":"later-token"}' });
    expect(new Masker(target).mask([early, late])[0]?.response?.body).toBe('debug: access-token#1');
  });

  test('leaves a search by code readable at a FHIR base', () => {
    const url = 'https://plan.test/fhir/Observation?code=http://loinc.org|8867-4';
    expect(new Masker(target).mask([exchange({ url })])[0]?.url).toBe(url);
  });

  describe('of the one-time secrets of a login', () => {
    const csrf = '2iraX0eeR9-vQ1_kd83h+A==';
    const id = 'Q1LC54pWm_8sTz-o0dYq';
    const login = `https://plan.test/login?interaction=${id}`;
    const sent = { method: 'POST', headers: form };
    const page = `<meta content='${csrf}' name=csrf-token><form>
<input value="2iraX0eeR9-vQ1_kd83h&#x2B;A&#x3D;&#x3D;" type="hidden" name="_csrf">
<input type=hidden name=interaction value=${id}><input type="hidden" name="plan" value="Medicare-Advantage-2026">`;
    const told = `the form of ${id} had ${csrf}`;
    const [redirect, shown, posted, quoted] = new Masker(target).mask([
      exchange({ url: 'https://plan.test/authorize?state=the-state-of-the-app1' }, { headers: [['location', login]], status: 303 }),
      exchange({ url: login }, { body: page }),
      exchange({ ...sent, url: 'https://plan.test/login', body: String(new URLSearchParams({ _csrf: csrf, interaction: id })) }),
      exchange({ ...sent, url: 'https://plan.test/settings', body: 'session=short-and-strict-one&session-timeout=Always-after-a-day' }, { body: told }),
    ]); // biome-ignore format: long requests

    test('finds them in addresses, forms and hidden fields, however they are written', () => {
      expect(redirect?.response?.headers).toEqual([
        ['location', 'https://plan.test/login?interaction=interaction#1'],
      ]);
      expect(shown?.url).toBe('https://plan.test/login?interaction=interaction#1');
      expect(shown?.response?.body).toBe(`<meta content='csrf#1' name=csrf-token><form>
<input value="csrf#1" type="hidden" name="_csrf">
<input type=hidden name=interaction value=interaction#1><input type="hidden" name="plan" value="Medicare-Advantage-2026">`);
      expect(posted?.request.body).toBe('_csrf=csrf#1&interaction=interaction#1');
      expect(quoted?.response?.body).toBe('the form of interaction#1 had csrf#1');
    });

    test('finds those of links in mails and pages that nobody followed', () => {
      const link = 'https://plan.test/password?a=b&registration=bbJ_n4_dkd7UUCvvo533%2BPy';
      const [mail, page] = new Masker(target).mask([
        exchange({}, { body: `{"text":"Choose a password: ${link}. The link holds for a day."}` }),
        exchange({}, { body: `<a href="${link.replace('&', '&amp;')}">bbJ_n4_dkd7UUCvvo533+Py</a>` }),
      ]);
      expect(mail?.response?.body).toContain('a=b&registration=registration#1. The link');
      expect(page?.response?.body).toContain('a=b&amp;registration=registration#1">registration#1<');
    });

    test('leaves the state of the app and settings of such names readable', () => {
      expect(redirect?.url).toContain('state=the-state-of-the-app1');
      expect(quoted?.request.body).toBe('session=short-and-strict-one&session-timeout=Always-after-a-day');
    });
  });

  const patient = {
    resourceType: 'Patient',
    id: 'p1',
    identifier: [{ system: 'urn:plan', value: 'MB12345' }],
    name: [{ use: 'official', family: 'Santos', given: ['Maria'] }],
    birthDate: '1950-04-01',
    gender: 'female',
  };

  test('hides who a member is, and keeps structure and codes', () => {
    const read = exchange({ url: 'https://plan.test/fhir/Patient/p1' }, { body: JSON.stringify(patient) });
    const body = new Masker(target).mask([read])[0]?.response?.body ?? '';
    expect(body).not.toMatch(/MB12345|Santos|Maria|1950/);
    expect(JSON.parse(body)).toMatchObject({
      id: 'p1',
      gender: 'female',
      identifier: [{ system: 'urn:plan' }],
    });
  });

  test('shows synthetic members as they are', () => {
    const read = exchange({ url: 'https://plan.test/fhir/Patient/p1' }, { body: JSON.stringify(patient) });
    expect(new Masker({ ...target, synthetic: true }).mask([read])[0]?.response?.body).toContain('Santos');
  });
});

describe('long bodies', () => {
  const long = `{"resourceType":"Bundle","text":"${'–'.repeat(40_000)}"}`;
  const read = (id: string, origin: string): RawExchange => ({
    ...exchange({ url: 'https://plan.test/fhir/Patient?page=2' }, { body: long }),
    id,
    origin,
  });
  const shown = (exchanges: readonly RawExchange[], telling?: ReadonlySet<string>) =>
    new Masker({ ...target, synthetic: true }).mask(exchanges, telling).map(({ response }) => response);

  test('are cut, and say so', () => {
    const [response] = shown([read('x1', 'harvest')]);
    expect(response).toMatchObject({ truncated: true, length: long.length });
    expect(response?.body).toBe(long.slice(0, 24_000));
  });

  test('of later pages are cut earlier, unless they show what is wrong', () => {
    const pages = [read('x1', LATER_PAGE), read('x2', LATER_PAGE)];
    const lengths = shown(pages, new Set(['x2'])).map((response) => response?.body?.length);
    expect(lengths).toEqual([2000, 24_000]);
  });
});
