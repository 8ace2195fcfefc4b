import { selectVersions } from '../../fhir/history.ts';
import type { Defect } from '../defect.ts';
import { afterStep } from './support/steps.ts';

export const readHistoryRepeatsTheCurrent: Defect = {
  name: 'read.history-repeats-the-current',
  summary: 'The current version stands twice in the history of a resource.',
  clause: 'FHIR R4 http.html#history',
  replacementOf: afterStep(selectVersions, (exchange) => {
    exchange.versions = [...exchange.versions.slice(0, 1), ...exchange.versions];
  }),
};
