import type { FhirExchange } from '../exchange.ts';
import type { SearchPair, SearchPlan } from './plan.ts';

/** Parameters that already say whose data is meant. */
const patientParameters = new Set(['patient', 'subject', 'beneficiary']);

/** Types whose `patient` is not the member of the compartment: a Provenance is mostly about other resources. */
const aboutOthers = new Set(['Provenance']);

/**
 * What the server adds to a search: the token's member where none is named, and in the `documented` dialect the
 * profiles of the directory, as the portal documentation shows them in the self link.
 */
export function impliedPairs({ base, type, access, endpoint }: FhirExchange, plan: SearchPlan): SearchPair[] {
  const served = base.types.get(type);
  const names = plan.criteria.map(({ name }) => name);
  if (served?.source === 'member' && access?.kind === 'member') {
    if (type === 'Patient') return names.includes('_id') ? [] : [['_id', access.patientId]];
    const isNamed = aboutOthers.has(type) || names.some((name) => patientParameters.has(name));
    return isNamed ? [] : [['patient', access.patientId]];
  }
  if (served?.source !== 'directory' || endpoint.dialect !== 'documented') return [];
  return names.includes('_profile') ? [] : [['_profile', served.profiles.join(',')]];
}
