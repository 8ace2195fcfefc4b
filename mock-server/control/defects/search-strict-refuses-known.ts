import { InvalidSearch } from '../../fhir/outcomes.ts';
import { parseSearch } from '../../fhir/search/steps.ts';
import type { Defect } from '../defect.ts';
import { afterStep } from './support/steps.ts';

export const searchStrictRefusesKnown: Defect = {
  name: 'search.strict-refuses-known',
  summary: 'With Prefer: handling=strict parameters are refused that are known.',
  clause: 'FHIR R4 search.html#errors',
  report: 'https://github.com/samply/blaze/issues/4051',
  replacementOf: afterStep(parseSearch, ({ request }) => {
    if (/strict/.test(request.headers.prefer ?? '')) throw new InvalidSearch('_id', '', 'is not known here');
  }),
};
