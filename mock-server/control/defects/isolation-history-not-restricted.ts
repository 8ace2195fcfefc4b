import type { Defect } from '../defect.ts';
import { asNamedMember } from './support/isolation.ts';

export const isolationHistoryNotRestricted: Defect = {
  name: 'isolation.history-not-restricted',
  summary: 'Histories and versions are shown to whoever knows an id.',
  clause: 'FHIR R4 security.html',
  replacementOf: asNamedMember(({ path }) => path.includes('/_history')),
};
