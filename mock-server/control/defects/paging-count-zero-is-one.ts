import type { Defect } from '../defect.ts';
import { changeQuery } from './support/searches.ts';

export const pagingCountZeroIsOne: Defect = {
  name: 'paging.count-zero-is-one',
  summary: 'A _count of 0 is taken for 1.',
  clause: 'FHIR R4 search.html#count',
  replacementOf: changeQuery(([name, value]) => [[name, name === '_count' && value === '0' ? '1' : value]]),
};
