import type { Defect } from '../defect.ts';
import { changeClaims } from './support/data.ts';

export const dataProfileWithoutVersion: Defect = {
  name: 'data.profile-without-version',
  summary: 'Claims name their profile without its version.',
  clause: 'CARIN Blue Button, FHIR R4 resource.html#Meta',
  ports: changeClaims((eob) => ({
    ...eob,
    meta: { ...eob.meta, profile: (eob.meta?.profile ?? []).map((profile) => profile.replace(/\|.*/, '')) },
  })),
};
