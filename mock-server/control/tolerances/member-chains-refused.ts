import { InvalidSearch } from '../../fhir/outcomes.ts';
import { parseSearch } from '../../fhir/search/steps.ts';
import type { Defect } from '../defect.ts';
import { afterStep } from '../defects/support/steps.ts';

export const toleranceMemberChainsRefused: Defect = {
  name: 'tolerance.member-chains-refused',
  summary: 'Chains from a member’s record are refused.',
  clause: 'FHIR R4 search.html#chaining',
  replacementOf: afterStep(parseSearch, ({ plan, base }) => {
    if (base.name === 'patient-access' && plan.criteria.some(({ test }) => test === 'chain'))
      throw new InvalidSearch('patient', '', 'cannot be chained here', 'not-supported');
  }),
};
