import { NotFound } from '../../fhir/outcomes.ts';
import { match } from '../../fhir/search/steps.ts';
import type { Defect } from '../defect.ts';
import { afterStep } from './support/steps.ts';

export const searchEmptyIs404: Defect = {
  name: 'search.empty-is-404',
  summary: 'A search that finds nothing is answered with 404.',
  clause: 'FHIR R4 search.html#errors',
  report: 'https://github.com/LibreHealthIO/lh-ehr-fhir-api/issues/24',
  replacementOf: afterStep(match, ({ matches, type }) => {
    if (matches.length === 0) throw new NotFound(type);
  }),
};
