import { include } from '../../fhir/search/steps.ts';
import type { Defect } from '../defect.ts';
import { afterStep } from './support/steps.ts';

export const includeLastOneLost: Defect = {
  name: 'include.last-one-lost',
  summary: 'The last of the resources that go with a page is left out.',
  clause: 'FHIR R4 search.html#include',
  replacementOf: afterStep(include, (exchange) => {
    exchange.included = exchange.included.slice(0, -1);
  }),
};
