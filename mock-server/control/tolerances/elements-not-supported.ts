import type { Defect } from '../defect.ts';
import { changeQuery } from '../defects/support/searches.ts';

export const toleranceElementsNotSupported: Defect = {
  name: 'tolerance.elements-not-supported',
  summary: 'The parameter _elements is not supported, and left out of the self link.',
  clause: 'FHIR R4 search.html#elements',
  replacementOf: changeQuery(([name, value]) => (name === '_elements' ? [] : [[name, value]])),
};
