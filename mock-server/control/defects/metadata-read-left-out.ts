import type { Defect } from '../defect.ts';
import { changeStatement } from './support/statement.ts';

export const metadataReadLeftOut: Defect = {
  name: 'metadata.read-left-out',
  summary: 'The CapabilityStatement does not have the interaction read.',
  clause: 'FHIR R4 http.html#capabilities',
  rewrite: changeStatement(({ resource = [], ...rest }) => ({
    ...rest,
    resource: resource.map(({ interaction = [], ...one }) => ({
      ...one,
      interaction: interaction.filter(({ code }) => code !== 'read'),
    })),
  })),
};
