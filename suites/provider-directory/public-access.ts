import { deviation } from '../deviations.ts';
import { get, providerDirectory } from '../fhir/api.ts';
import { type Check, fhir, portal, rfc } from '../runner/check.ts';
import { jsonObjectOf } from '../runner/http.ts';

export const publicAccess: Check = {
  id: 'provider-directory.access.public',
  title: 'The Provider Directory is open without a token',
  level: 'SHOULD',
  levelUnder: { regulation: 'SHALL' },
  requirements: ['CC-4', 'GEN-3'],
  clauses: [
    { text: '42 CFR 422.120(a)', url: 'https://www.ecfr.gov/current/title-42/section-422.120' },
    { text: '42 CFR 431.70(a)', url: 'https://www.ecfr.gov/current/title-42/section-431.70' },
    portal('OAuth 2.0 Client Credentials flow for Provider Directory API'),
  ],
  why: 'The regulation asks for a publicly accessible directory: no one should have to register to look up a doctor.',
  fix: 'Serve the directory without authentication; a registration may still raise rate limits.',
  detects: ['directory.closed'],
  needs: ['provider directory'],
  async run(t) {
    const exchange = await t.send({
      method: 'GET',
      url: `${t.target.providerDirectory}/Practitioner?_count=1`,
      headers: { accept: 'application/fhir+json' },
    });
    const { status } = exchange.response;
    const isBundle = jsonObjectOf(exchange)?.resourceType === 'Bundle';
    t.expect({
      ok: status === 200 && isBundle,
      what: 'Practitioner without a token',
      expected: '200 with a Bundle',
      received: `${status} ${isBundle ? 'with' : 'without'} a Bundle`,
      deviation: status === 401 ? 'DEV-22' : undefined,
      cost: deviation('DEV-22').cost,
      evidence: [exchange],
    });
  },
};

/** Whoever looks for a doctor is nobody's business (Plan-Net 1.1.0, requirement 1). */
export const asksNothingOfPeople: Check = {
  id: 'provider-directory.access.asks-nothing-of-people',
  title: 'The directory sets no cookie and needs nothing that names a member',
  level: 'SHOULD',
  requirements: ['CC-4', 'DIR-1'],
  clauses: [
    {
      text: 'Plan-Net 1.1.0, implementation notes',
      url: 'http://hl7.org/fhir/us/davinci-pdex-plan-net/STU1.1/implementation.html',
    },
    { text: '42 CFR 422.120(a)', url: 'https://www.ecfr.gov/current/title-42/section-422.120' },
  ],
  why: 'Who searches for an oncologist must not be known to the plan.',
  fix: 'Serve the directory without cookies, sessions or member tokens.',
  detects: ['directory.visitors-tracked'],
  needs: ['provider directory'],
  async run(t) {
    for (const path of ['Practitioner?_count=1', 'Location?_count=1']) {
      const exchange = await get(t, providerDirectory, path);
      const cookies = exchange.response.headers.filter(([name]) => name === 'set-cookie').length;
      t.expect({
        ok: cookies === 0 && exchange.response.status === 200,
        what: `GET ${path} with the app’s own access alone`,
        where: 'header Set-Cookie',
        expected: '200 without a cookie',
        received: `${exchange.response.status} with ${cookies} cookies`,
        evidence: [exchange],
      });
    }
  },
};

export const memberTokenHarmless: Check = {
  id: 'provider-directory.access.member-token',
  title: 'A member’s token reads the directory or is refused, and never opens member data there',
  level: 'SHALL',
  security: true,
  requirements: ['CC-4', 'AC-11'],
  clauses: [fhir('security.html'), rfc(6750, '3.1')],
  why: 'Apps send the token they have; the answer must be the directory, or a plain refusal.',
  fix: 'Look at what a token opens at each base.',
  detects: ['directory.member-token-crashes', 'directory.serves-member-data'],
  needs: ['provider directory', 'patient access', 'member client'],
  async run(t) {
    const { accessToken } = await t.session.memberToken();
    const headers = { authorization: `Bearer ${accessToken}`, accept: 'application/fhir+json' };
    const ask = (path: string) =>
      t.send({ method: 'GET', url: `${t.target.providerDirectory}/${path}`, headers });
    const search = await ask('Practitioner?_count=1');
    t.expect({
      ok: [200, 401, 403].includes(search.response.status),
      what: 'Practitioner with a member’s token',
      expected: '200, 401 or 403',
      received: String(search.response.status),
      evidence: [search],
    });
    for (const path of ['Patient', 'ExplanationOfBenefit?_count=1']) {
      const exchange = await ask(path);
      const body = jsonObjectOf(exchange);
      const entries = Array.isArray(body?.entry) ? body.entry.length : 0;
      t.expect({
        ok: entries === 0,
        part: 'security',
        what: `${path} at the base of the directory`,
        expected: 'no member data',
        received: `HTTP ${exchange.response.status}, ${entries} entries`,
        evidence: [exchange],
      });
    }
  },
};
