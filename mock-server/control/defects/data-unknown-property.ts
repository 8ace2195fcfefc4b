import type { Defect } from '../defect.ts';
import { changeData } from './support/data.ts';

export const dataUnknownProperty: Defect = {
  name: 'data.unknown-property',
  summary: 'Resources carry a property of the source system that FHIR does not have.',
  clause: 'FHIR R4 json.html',
  ports: changeData('all', (resource) => Object.assign({ ...resource }, { sourceSystem: 'warehouse' })),
};
