import type { Defect } from '../defect.ts';
import { changeClaims } from './support/data.ts';

export const dataClaimProviderNotServed: Defect = {
  name: 'data.claim-provider-not-served',
  summary: 'The providers that claims name are not served where members look.',
  clause: 'FHIR R4 references.html',
  ports: changeClaims((eob) => ({
    ...eob,
    provider: { ...eob.provider, reference: 'Organization/unloaded' },
  })),
};
