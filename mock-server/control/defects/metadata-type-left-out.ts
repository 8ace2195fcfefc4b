import type { Defect } from '../defect.ts';
import { changeStatement } from './support/statement.ts';

export const metadataTypeLeftOut: Defect = {
  name: 'metadata.type-left-out',
  summary: 'A type that is served is missing from the CapabilityStatement.',
  clause: 'FHIR R4 http.html#capabilities',
  rewrite: changeStatement(({ resource = [], ...rest }) => ({
    ...rest,
    resource: resource.filter(({ type }) => type !== 'Goal' && type !== 'Endpoint'),
  })),
};
