import type { Defect } from '../defect.ts';
import { changeClaims } from './support/data.ts';

export const dataReplacedClaimStillActive: Defect = {
  name: 'data.replaced-claim-still-active',
  summary: 'Claims that were replaced stay active.',
  clause: 'CARIN Blue Button, FHIR R4 explanationofbenefit.html',
  ports: changeClaims((eob) => (eob.status === 'cancelled' ? { ...eob, status: 'active' } : eob)),
};
