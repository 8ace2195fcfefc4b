import { findVersion } from '../../fhir/vread.ts';
import type { Defect } from '../defect.ts';
import { afterStep } from './support/steps.ts';

export const readVreadOfAnotherVersion: Defect = {
  name: 'read.vread-of-another-version',
  summary: 'A version is shown without the profiles that it claims.',
  clause: 'FHIR R4 http.html#vread',
  replacementOf: afterStep(findVersion, (exchange) => {
    const { resource } = exchange;
    if (resource) exchange.resource = { ...resource, meta: { ...resource.meta, profile: [] } };
  }),
};
