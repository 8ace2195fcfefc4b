import { find, patientAccess } from '../fhir/api.ts';
import { type Check, fhir, portal } from '../runner/check.ts';

/** More logins are not spent on it. */
const MOST = 3;

export const testMembers: Check = {
  id: 'patient-access.members.own-record',
  title: 'Each test member signs in and finds the own Patient, alone and under the stated id',
  level: 'SHALL',
  requirements: ['OBS-5', 'AC-5', 'PAT-1'],
  clauses: [portal('sandbox members'), fhir('patient.html')],
  why: 'Developers test with the members that are documented; one without a record wastes a day.',
  fix: 'Load the test members, and state the patient ids that the API has.',
  detects: ['data.test-member-not-loaded'],
  needs: patientAccess.needs,
  async run(t) {
    for (const [member, { patientId }] of t.target.members.slice(0, MOST).entries()) {
      const { matches, pages } = await find(t, patientAccess, 'Patient', { member });
      t.expect({
        ok: matches.length === 1 && (patientId === undefined || matches[0]?.id === patientId),
        what: `Patient with the token of member ${member + 1}`,
        expected: `one, ${patientId ?? 'whatever its id'}`,
        received: matches.map(({ id }) => id).join(', ') || 'none',
        evidence: pages.map(({ exchange }) => exchange),
      });
    }
  },
};
