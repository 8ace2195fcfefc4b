import type { Defect } from '../defect.ts';
import { changeEntries } from './support/entries.ts';

export const bundleEntriesWithRequest: Defect = {
  name: 'bundle.entries-with-request',
  summary: 'Entries of a search result carry the request of a batch.',
  clause: 'FHIR R4 bundle.html#invs',
  rewrite: changeEntries((entry) => ({ ...entry, request: { method: 'GET', url: 'Patient' } })),
};
