import type { Defect } from '../defect.ts';
import { changeQuery } from './support/searches.ts';

export const searchDateBoundaryExcluded: Defect = {
  name: 'search.date-boundary-excluded',
  summary: 'The prefixes ge and le are read as gt and lt: what lies on the boundary is left out.',
  clause: 'FHIR R4 search.html#prefix',
  replacementOf: changeQuery(([name, value]) => [
    [name, name === 'date' ? value.replace(/^([gl])e/, '$1t') : value],
  ]),
};
