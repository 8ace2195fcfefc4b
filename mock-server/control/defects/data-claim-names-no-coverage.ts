import type { Defect } from '../defect.ts';
import { changeClaims } from './support/data.ts';

export const dataClaimNamesNoCoverage: Defect = {
  name: 'data.claim-names-no-coverage',
  summary: 'Claims name a coverage that the member does not have.',
  clause: 'FHIR R4 references.html',
  ports: changeClaims((eob) => ({
    ...eob,
    insurance: eob.insurance.map((one) => ({ ...one, coverage: { reference: 'Coverage/archived' } })),
  })),
};
