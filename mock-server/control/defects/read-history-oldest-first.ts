import { selectVersions } from '../../fhir/history.ts';
import type { Defect } from '../defect.ts';
import { afterStep } from './support/steps.ts';

export const readHistoryOldestFirst: Defect = {
  name: 'read.history-oldest-first',
  summary: 'The history of a resource begins with its oldest version.',
  clause: 'FHIR R4 http.html#history',
  report: 'https://github.com/microsoft/fhir-server/issues/2689',
  replacementOf: afterStep(selectVersions, (exchange) => {
    exchange.versions = [...exchange.versions].reverse();
  }),
};
