import type { FhirResource } from 'fhir/r4.js';
import type { Defect } from '../defect.ts';
import { changeData } from './support/data.ts';

export const dataProfileNotClaimed: Defect = {
  name: 'data.profile-not-claimed',
  summary: 'Resources do not say which profile they conform to.',
  clause: 'FHIR R4 resource.html#Meta',
  ports: changeData('all', (resource) => {
    const { profile: _, ...meta } = resource.meta ?? {};
    return { ...resource, meta } as FhirResource;
  }),
};
