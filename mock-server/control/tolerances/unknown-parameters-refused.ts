import { InvalidSearch } from '../../fhir/outcomes.ts';
import { parseSearch } from '../../fhir/search/steps.ts';
import type { Defect } from '../defect.ts';
import { afterStep } from '../defects/support/steps.ts';

export const toleranceUnknownParametersRefused: Defect = {
  name: 'tolerance.unknown-parameters-refused',
  summary: 'Unknown parameters are refused without being asked to.',
  clause: 'FHIR R4 search.html#errors',
  replacementOf: afterStep(parseSearch, ({ plan }) => {
    const [name] = plan.ignored;
    if (name !== undefined) throw new InvalidSearch(name, '', 'is not known here', 'not-supported');
  }),
};
