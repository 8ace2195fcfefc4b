import type { Defect } from '../defect.ts';
import { changeData } from './support/data.ts';

export const dataProfileIsAWebPage: Defect = {
  name: 'data.profile-is-a-web-page',
  summary: 'Resources claim US Core profiles by the address of their web page.',
  clause: 'FHIR R4 resource.html#Meta',
  ports: changeData('member', (resource) => {
    const profile = resource.meta?.profile?.map((url) =>
      url.replace(
        /^http:\/\/hl7\.org\/fhir\/us\/core\/StructureDefinition\/([\w-]+)$/,
        'https://hl7.org/fhir/us/core/StructureDefinition-$1.html',
      ),
    );
    return profile ? { ...resource, meta: { ...resource.meta, profile } } : resource;
  }),
};
