import type { FhirResource } from 'fhir/r4.js';
import type { Defect } from '../defect.ts';
import { changeData } from './support/data.ts';

export const dataReferenceDangling: Defect = {
  name: 'data.reference-dangling',
  summary: 'What resources refer to last has been deleted, the reference has not.',
  clause: 'FHIR R4 references.html',
  ports: changeData('all', (resource) => {
    const text = JSON.stringify(resource);
    const own = resource.resourceType === 'Patient' || resource.resourceType === 'Provenance';
    const found = [...text.matchAll(/"reference":"([A-Z]\w+)\/[A-Za-z0-9.-]+"/g)];
    const last = own ? undefined : found.filter(([, type]) => type !== 'Patient').at(-1);
    if (last?.index === undefined) return resource;
    const changed = `"reference":"${last[1]}/deleted-long-ago"`;
    return JSON.parse(
      text.slice(0, last.index) + changed + text.slice(last.index + last[0].length),
    ) as FhirResource;
  }),
};
