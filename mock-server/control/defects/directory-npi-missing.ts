import type { Defect } from '../defect.ts';
import { changeData } from './support/data.ts';

const npiSystem = 'http://hl7.org/fhir/sid/us-npi';

export const directoryNpiMissing: Defect = {
  name: 'directory.npi-missing',
  summary: 'Practitioners of the directory have no NPI.',
  clause: 'Plan-Net 1.1.0 Practitioner',
  ports: changeData('directory', (resource) => {
    if (resource.resourceType !== 'Practitioner') return resource;
    const { identifier = [], ...practitioner } = resource;
    const others = identifier.filter(({ system }) => system !== npiSystem);
    return others.length === 0 ? practitioner : { ...practitioner, identifier: others };
  }),
};
