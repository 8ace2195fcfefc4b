import type { Defect } from '../defect.ts';
import { changeData, later } from './support/data.ts';

export const dataEncountersLate: Defect = {
  name: 'data.encounters-late',
  summary: 'Encounters appear a month after the plan received them.',
  clause: '42 CFR 422.119(b)(1)',
  ports: changeData('member', (resource) =>
    resource.resourceType === 'Encounter' ? later(resource, 30) : resource,
  ),
};
