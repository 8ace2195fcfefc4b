import type { Defect } from '../defect.ts';
import { asNamedMember } from './support/isolation.ts';

export const isolationIncludeNotRestricted: Defect = {
  name: 'isolation.include-not-restricted',
  summary: 'Searches with includes are made in the record of whoever they name.',
  clause: 'FHIR R4 security.html',
  replacementOf: asNamedMember(({ query }) => query.has('_include') || query.has('_revinclude')),
};
