import { searchParameters } from '../../fhir/search/parameters.ts';
import type { Defect } from '../defect.ts';
import { changeQuery } from './support/searches.ts';

export const searchParameterNamesFolded: Defect = {
  name: 'search.parameter-names-folded',
  summary: 'Parameter names are understood in any case.',
  clause: 'FHIR R4 search.html#Introduction',
  replacementOf: changeQuery(([name, value], { type }) => {
    const known = [...searchParameters(type).keys()].find((one) => one.toLowerCase() === name.toLowerCase());
    return [[known ?? name, value]];
  }),
};
