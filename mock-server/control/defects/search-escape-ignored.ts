import type { Defect } from '../defect.ts';
import { changeQuery } from './support/searches.ts';

export const searchEscapeIgnored: Defect = {
  name: 'search.escape-ignored',
  summary: 'A comma separates values although a backslash stands before it.',
  clause: 'FHIR R4 search.html#escaping',
  report: 'https://github.com/microsoft/fhir-server/issues/1389',
  replacementOf: changeQuery(([name, value]) => [[name, value.replaceAll('\\,', ',')]]),
};
