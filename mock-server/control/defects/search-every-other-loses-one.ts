import type { Defect } from '../defect.ts';
import { chosenCriteria, spoilMatches } from './support/searches.ts';

export const searchEveryOtherLosesOne: Defect = {
  name: 'search.every-other-loses-one',
  summary: 'One of two servers behind the address has not got the newest resource.',
  clause: 'FHIR R4 search.html#conformance',
  replacementOf: spoilMatches((matches, exchange) =>
    chosenCriteria(exchange).length > 0 && isTurnOfTheOther() ? matches.slice(0, -1) : matches,
  ),
};

let turn = 0;

function isTurnOfTheOther(): boolean {
  turn += 1;
  return turn % 2 === 0;
}
