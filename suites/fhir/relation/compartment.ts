import { type Check, fhir } from '../../runner/check.ts';
import { find, holdingOf, mustAccept, patientAccess, patientId } from '../api.ts';
import { sameIds } from '../ids.ts';
import { holdRelation } from './hold-relation.ts';

export const compartmentSearch: Check = {
  id: 'fhir.relation.patient-access-compartment',
  title: 'Patient Access: a search in the patient’s compartment finds what a search by patient finds',
  level: 'SHALL',
  requirements: ['PAT-1'],
  clauses: [fhir('http.html#vsearch'), fhir('compartmentdefinition-patient.html')],
  why: 'Some client libraries ask for Patient/id/Observation; they must get the same record.',
  fix: 'Serve both from the same search, or refuse the compartment.',
  detects: [],
  provedBy: 'suites/fhir/relation/compartment.test.ts',
  needs: patientAccess.needs,
  async run(t) {
    const holding = await holdingOf(t, patientAccess, 'Observation');
    const path = `Patient/${await patientId(t, holding.member)}/Observation`;
    await mustAccept(t, patientAccess, path, holding.member);
    await holdRelation(t, patientAccess, holding, async ({ ask }) => [
      sameIds(path, await ask(holding.query), await find(t, patientAccess, path, { member: holding.member })),
    ]);
  },
};
