import type { Defect } from '../defect.ts';
import { changeData } from '../defects/support/data.ts';

export const toleranceExtraProfile: Defect = {
  name: 'tolerance.extra-profile',
  summary: 'Every resource claims a profile of the plan’s own beside that of the guide.',
  clause: 'FHIR R4 resource.html#Meta',
  ports: changeData('all', (resource) => ({
    ...resource,
    meta: {
      ...resource.meta,
      profile: [
        ...(resource.meta?.profile ?? []),
        'https://plan.example.org/fhir/StructureDefinition/any|1.0.0',
      ],
    },
  })),
};
