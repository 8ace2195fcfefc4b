import type { Defect } from '../defect.ts';
import { asNamedMember } from './support/isolation.ts';

export const isolationPageLinkNotBound: Defect = {
  name: 'isolation.page-link-not-bound',
  summary: 'A page link opens the record it was made for to any token.',
  clause: 'FHIR R4 security.html',
  replacementOf: asNamedMember(({ query }) => query.has('_page')),
};
