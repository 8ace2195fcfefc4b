import type { OperationOutcome } from 'fhir/r4.js';
import type { Defect } from '../defect.ts';
import { changeEntries } from './support/entries.ts';

export const bundleOutcomeIsAnError: Defect = {
  name: 'bundle.outcome-is-an-error',
  summary: 'A parameter that is not known is told of as an error, inside a success.',
  clause: 'FHIR R4 http.html#search',
  rewrite: changeEntries((entry) =>
    entry.resource?.resourceType === 'OperationOutcome'
      ? { ...entry, resource: asError(entry.resource) }
      : entry,
  ),
};

function asError(outcome: OperationOutcome): OperationOutcome {
  return { ...outcome, issue: outcome.issue.map((issue) => ({ ...issue, severity: 'error' })) };
}
