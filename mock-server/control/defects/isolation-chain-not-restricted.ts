import type { Defect } from '../defect.ts';
import { asNamedMember } from './support/isolation.ts';

export const isolationChainNotRestricted: Defect = {
  name: 'isolation.chain-not-restricted',
  summary: 'Chained searches are made in the record of whoever they lead to.',
  clause: 'FHIR R4 security.html',
  replacementOf: asNamedMember(({ query }) => [...query.keys()].some((name) => /^patient\./.test(name))),
};
