import type { Defect } from '../defect.ts';
import { withBundle } from './support/replies.ts';

export const searchElementsNotMarked: Defect = {
  name: 'search.elements-not-marked',
  summary: 'Resources cut by _elements do not carry the tag SUBSETTED.',
  clause: 'FHIR R4 search.html#elements',
  rewrite: (reply, { query }) =>
    query.has('_elements') || query.has('_summary')
      ? withBundle(reply, (bundle) => JSON.parse(JSON.stringify(bundle).replaceAll('SUBSETTED', 'OTHER')))
      : reply,
};
