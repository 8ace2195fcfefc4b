import type { Defect } from '../defect.ts';
import { changeEntries } from './support/entries.ts';

export const bundleFullUrlWithVersion: Defect = {
  name: 'bundle.full-url-with-version',
  summary: 'fullUrl names the version of the resource.',
  clause: 'FHIR R4 bundle.html#bundle-unique',
  report: 'https://github.com/FirelyTeam/spark/issues/82',
  rewrite: changeEntries((entry) => ({ ...entry, fullUrl: `${entry.fullUrl}/_history/1` })),
};
