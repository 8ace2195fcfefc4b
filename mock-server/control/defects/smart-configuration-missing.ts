import type { Defect } from '../defect.ts';

export const smartConfigurationMissing: Defect = {
  name: 'smart.configuration-missing',
  summary: 'There is no SMART configuration below the FHIR base.',
  clause: 'SMART App Launch 2.0.0, § using well-known',
  report: 'https://github.com/microsoft/fhir-server/issues/2138',
  rewrite: (reply, { path }) =>
    path.endsWith('/smart-configuration') ? { status: 404, headers: {}, body: undefined } : reply,
};
