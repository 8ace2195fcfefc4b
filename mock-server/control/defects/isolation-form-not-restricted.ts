import type { Defect } from '../defect.ts';
import { asNamedMember } from './support/isolation.ts';

export const isolationFormNotRestricted: Defect = {
  name: 'isolation.form-not-restricted',
  summary: 'A search by POST searches the record of the patient in its form.',
  clause: 'FHIR R4 security.html',
  replacementOf: asNamedMember(({ method, body }) => method === 'POST' && body.includes('patient=')),
};
