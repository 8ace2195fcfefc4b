import type { Defect } from '../defect.ts';
import { changeEntries } from './support/entries.ts';

export const bundleFullUrlOfAnotherHost: Defect = {
  name: 'bundle.full-url-of-another-host',
  summary: 'fullUrl names the host behind the proxy.',
  clause: 'FHIR R4 bundle.html#references',
  report: 'https://github.com/microsoft/fhir-server/issues/1080',
  rewrite: changeEntries((entry) => ({
    ...entry,
    fullUrl: entry.fullUrl?.replace(/^https?:\/\/[^/]+/, 'http://fhir-backend.internal:8080'),
  })),
};
