import type { Defect } from '../defect.ts';
import { changeQuery } from './support/searches.ts';

export const searchParameterNamesFolded: Defect = {
  name: 'search.parameter-names-folded',
  summary: 'Parameter names are understood in any case.',
  clause: 'FHIR R4 search.html#Introduction',
  replacementOf: changeQuery(([name, value]) => [
    [/^[A-Z]+(-[A-Z]+)*$/.test(name) ? name.toLowerCase() : name, value],
  ]),
};
