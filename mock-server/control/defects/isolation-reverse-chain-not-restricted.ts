import type { Defect } from '../defect.ts';
import { asNamedMember } from './support/isolation.ts';

export const isolationReverseChainNotRestricted: Defect = {
  name: 'isolation.reverse-chain-not-restricted',
  summary: 'The parameter _has looks through the records of all members.',
  clause: 'FHIR R4 security.html',
  replacementOf: asNamedMember(({ query }) => [...query.keys()].some((name) => name.startsWith('_has:'))),
};
