import type { Defect } from '../defect.ts';
import { changeClaims } from './support/data.ts';

export const dataRelatedClaimNotThere: Defect = {
  name: 'data.related-claim-not-there',
  summary: 'Adjusted claims name another one by a number that no claim has.',
  clause: 'CARIN Blue Button, FHIR R4 explanationofbenefit.html',
  ports: changeClaims((eob) =>
    eob.related
      ? {
          ...eob,
          related: eob.related.map((one) => ({ ...one, reference: { ...one.reference, value: 'CLM-0' } })),
        }
      : eob,
  ),
};
