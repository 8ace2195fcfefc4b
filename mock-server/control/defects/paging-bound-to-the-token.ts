import { FhirError } from '../../fhir/outcomes.ts';
import { parseSearch } from '../../fhir/search/steps.ts';
import type { Defect } from '../defect.ts';
import { afterStep } from './support/steps.ts';

export const pagingBoundToTheToken: Defect = {
  name: 'paging.bound-to-the-token',
  summary: 'A page link works with the token of the first page alone.',
  clause: 'FHIR R4 http.html#paging',
  replacementOf: afterStep(parseSearch, ({ request, plan }) => {
    const token = request.headers.authorization ?? '';
    const page = request.query.get('_page');
    if (page === null) {
      lastSeen = token;
      return;
    }
    if (plan.after !== undefined && token !== lastSeen)
      throw new FhirError(403, 'forbidden', 'This page belongs to another token.');
  }),
};

/** The token of the last first page: enough for one app at a time. */
let lastSeen = '';
