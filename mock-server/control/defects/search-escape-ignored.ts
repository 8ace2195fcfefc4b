import type { Defect } from '../defect.ts';
import { changeQuery } from './support/searches.ts';

export const searchEscapeIgnored: Defect = {
  name: 'search.escape-ignored',
  summary: 'A comma separates values although a backslash stands before it.',
  clause: 'FHIR R4 search.html#escaping',
  replacementOf: changeQuery(([name, value]) => [[name, value.replaceAll('\\,', ',')]]),
};
