import { deviation } from '../deviations.ts';
import { type Check, portal } from '../runner/check.ts';

export const publicAccess: Check = {
  id: 'provider-directory.access.public',
  title: 'The Provider Directory is open without a token',
  level: 'SHOULD',
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
    t.expect({
      ok: status === 200,
      what: 'Practitioner without a token',
      expected: '200',
      received: String(status),
      deviation: status === 401 ? 'DEV-22' : undefined,
      cost: deviation('DEV-22').cost,
      evidence: [exchange],
    });
  },
};
