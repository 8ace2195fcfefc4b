import type { Defect } from '../defect.ts';
import { changeQuery, isUnderstood } from './support/searches.ts';

export const searchMalformedValueIgnored: Defect = {
  name: 'search.malformed-value-ignored',
  summary: 'A search parameter whose value cannot be read is dropped without a word.',
  clause: 'FHIR R4 search.html#errors',
  replacementOf: changeQuery(([name, value], exchange) =>
    name.includes(':') || isUnderstood(name, value, exchange) ? [[name, value]] : [],
  ),
};
