import type { Defect } from '../defect.ts';
import { changeSelfLink } from './support/searches.ts';

export const bundleSelfLinkMissing: Defect = {
  name: 'bundle.self-link-missing',
  summary: 'Search results have no self link.',
  clause: 'FHIR R4 search.html#conformance',
  replacementOf: changeSelfLink(() => undefined),
};
