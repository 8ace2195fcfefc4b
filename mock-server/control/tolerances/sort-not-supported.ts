import type { Defect } from '../defect.ts';
import { changeQuery } from '../defects/support/searches.ts';

export const toleranceSortNotSupported: Defect = {
  name: 'tolerance.sort-not-supported',
  summary: 'The parameter _sort is not supported, and left out of the self link.',
  clause: 'FHIR R4 search.html#sort',
  replacementOf: changeQuery(([name, value]) => (name === '_sort' ? [] : [[name, value]])),
};
