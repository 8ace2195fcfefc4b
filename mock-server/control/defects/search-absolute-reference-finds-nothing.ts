import type { Defect } from '../defect.ts';
import { spoilMatches } from './support/searches.ts';

export const searchAbsoluteReferenceFindsNothing: Defect = {
  name: 'search.absolute-reference-finds-nothing',
  summary: 'A reference written as an absolute URL of the own base finds nothing.',
  clause: 'FHIR R4 search.html#reference',
  report: 'https://github.com/FirelyTeam/spark/issues/57',
  replacementOf: spoilMatches((matches, { request }) =>
    [...request.query.values()].some((value) => /^https?:.*\/Patient\//.test(value)) ? [] : matches,
  ),
};
