import type { FhirResource } from 'fhir/r4.js';
import { rememberBy } from '../../fhir/remember.ts';
import { sortMatches } from '../../fhir/search/sort.ts';
import { order } from '../../fhir/search/steps.ts';
import { type Defect, replaceStep } from '../defect.ts';

export const toleranceOtherOrder: Defect = {
  name: 'tolerance.other-order',
  summary: 'Matches come in another order when none is asked for.',
  clause: 'FHIR R4 search.html#sort',
  replacementOf: replaceStep(order, (exchange) => {
    const { matches, plan } = exchange;
    const sorted = sortMatches(matches, plan.sort);
    exchange.ordered = plan.sort.length > 0 ? sorted : reversed(sorted);
  }),
};

const reversed = rememberBy((resources: readonly FhirResource[]) => [...resources].reverse());
