import { selectCandidates } from '../../fhir/search/steps.ts';
import { type Defect, replaceStep } from '../defect.ts';

export const isolationPatientNotCompared: Defect = {
  name: 'isolation.patient-not-compared',
  summary: 'The patient that a search names is not compared with the patient of the token.',
  clause: 'FHIR R4 security.html',
  replacementOf: replaceStep(selectCandidates, async (exchange) => {
    const { access, plan } = exchange;
    const named = plan.criteria.find((criterion) => criterion.test === 'reference');
    const patientId = named?.alternatives[0]?.id;
    const isServed = access?.kind === 'member' && patientId !== undefined;
    const asNamed = isServed ? { ...exchange, access: { ...access, patientId } } : exchange;
    await selectCandidates.run(asNamed);
    exchange.candidates = asNamed.candidates;
  }),
};
