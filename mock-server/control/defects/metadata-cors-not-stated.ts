import type { Defect } from '../defect.ts';
import { changeStatement } from './support/statement.ts';

export const metadataCorsNotStated: Defect = {
  name: 'metadata.cors-not-stated',
  summary: 'The CapabilityStatement does not say that browsers may ask.',
  clause: 'FHIR R4 capabilitystatement.html',
  rewrite: changeStatement(({ security: { cors: _, ...security } = {}, ...rest }) => ({ ...rest, security })),
};
