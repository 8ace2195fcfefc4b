import { get, patientAccess, patientId } from '../fhir/api.ts';
import { narrowedGrant } from '../oauth/authorize/consent.ts';
import { type Check, rfc } from '../runner/check.ts';
import { NotExercised } from '../runner/context.ts';
import { jsonObjectOf } from '../runner/http.ts';

const HIDDEN = new Set(['Patient', 'ExplanationOfBenefit', 'Observation', 'Provenance']);

export const consentLimits: Check = {
  id: 'patient-access.consent.limits-every-route',
  title: 'A token for coverage alone gives no other member data, by read, search or include',
  level: 'SHALL',
  security: true,
  requirements: ['AC-6', 'AC-12', 'PROD-10'],
  clauses: [
    rfc(6750, '3.1'),
    {
      text: 'SMART App Launch 2.0.0, Scopes for requesting FHIR Resources',
      url: 'https://hl7.org/fhir/smart-app-launch/STU2/scopes-and-launch-context.html',
    },
  ],
  why: 'A member who shares the insurance card has not shared claims.',
  fix: 'Hold every interaction, and every included resource, against the types of the consent.',
  detects: ['isolation.consent-not-asked-by-search', 'isolation.include-beyond-consent'],
  needs: patientAccess.needs,
  async run(t) {
    const { accessToken } = await narrowedGrant(t);
    const patient = await patientId(t);
    const headers = { authorization: `Bearer ${accessToken}` };
    const own = await get(t, patientAccess, `Coverage?patient=${patient}`, headers);
    if (own.response.status !== 200)
      throw new NotExercised(`coverage is refused, too (HTTP ${own.response.status})`);
    for (const path of [
      `ExplanationOfBenefit?patient=${patient}&_count=2`,
      `Observation?patient=${patient}&_count=2`,
      `Patient/${patient}`,
      `Coverage?patient=${patient}&_include=Coverage:patient`,
      `Coverage?patient=${patient}&_revinclude=ExplanationOfBenefit:coverage`,
    ]) {
      const answer = await get(t, patientAccess, path, headers);
      const body = jsonObjectOf(answer);
      const resources = Array.isArray(body?.entry) ? body.entry.map((entry) => entry?.resource) : [body];
      const others = resources
        .filter((one) => HIDDEN.has(one?.resourceType))
        .map((one) => `${one.resourceType}/${one.id}`);
      t.expect({
        ok: others.length === 0,
        part: 'security',
        what: `GET ${path} with a consent to Coverage`,
        expected: 'nothing but coverage',
        received:
          others.length > 0
            ? others.slice(0, 3).join(', ')
            : `HTTP ${answer.response.status}, nothing beside it`,
        evidence: [answer],
      });
    }
  },
};
