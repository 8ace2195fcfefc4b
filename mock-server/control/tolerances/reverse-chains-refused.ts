import { InvalidSearch } from '../../fhir/outcomes.ts';
import { parseSearch } from '../../fhir/search/steps.ts';
import type { Defect } from '../defect.ts';
import { afterStep } from '../defects/support/steps.ts';

export const toleranceReverseChainsRefused: Defect = {
  name: 'tolerance.reverse-chains-refused',
  summary: 'Reverse chains are refused.',
  clause: 'FHIR R4 search.html#has',
  replacementOf: afterStep(parseSearch, ({ plan }) => {
    if (plan.criteria.some(({ test }) => test === 'has'))
      throw new InvalidSearch('_has', '', 'is not supported here', 'not-supported');
  }),
};
