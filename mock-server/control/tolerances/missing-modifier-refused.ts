import { InvalidSearch } from '../../fhir/outcomes.ts';
import { parseSearch } from '../../fhir/search/steps.ts';
import type { Defect } from '../defect.ts';
import { afterStep } from '../defects/support/steps.ts';

export const toleranceMissingModifierRefused: Defect = {
  name: 'tolerance.missing-modifier-refused',
  summary: 'The modifier :missing is refused.',
  clause: 'FHIR R4 search.html#missing',
  replacementOf: afterStep(parseSearch, ({ plan }) => {
    if (plan.criteria.some(({ test }) => test === 'missing'))
      throw new InvalidSearch(':missing', '', 'is not supported here', 'not-supported');
  }),
};
