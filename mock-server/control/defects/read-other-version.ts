import { findResource } from '../../fhir/read.ts';
import type { Defect } from '../defect.ts';
import { afterStep } from './support/steps.ts';

export const readOtherVersion: Defect = {
  name: 'read.other-version',
  summary: 'Reads are served from a copy that is a version behind what searches find.',
  clause: 'FHIR R4 http.html#read',
  replacementOf: afterStep(findResource, (exchange) => {
    const { resource } = exchange;
    if (!resource) return;
    const versionId = String(Number(resource.meta?.versionId ?? 1) - 1);
    exchange.resource = { ...resource, meta: { ...resource.meta, versionId } };
  }),
};
