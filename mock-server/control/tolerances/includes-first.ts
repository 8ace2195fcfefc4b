import { addressEntries } from '../../fhir/search/steps.ts';
import type { Defect } from '../defect.ts';
import { afterStep } from '../defects/support/steps.ts';

export const toleranceIncludesFirst: Defect = {
  name: 'tolerance.includes-first',
  summary: 'Included resources stand before the matches.',
  clause: 'FHIR R4 search.html#include',
  replacementOf: afterStep(addressEntries, (exchange) => {
    if (exchange.included.length > 0) exchange.entries = [...exchange.entries].reverse();
  }),
};
