import type { Defect } from '../defect.ts';
import { changeData } from './support/data.ts';

export const directoryPhonesMissing: Defect = {
  name: 'directory.phones-missing',
  summary: 'Practitioners and their roles have no phone number.',
  clause: '42 CFR 422.120(b)(1)',
  ports: changeData('directory', (resource) =>
    resource.resourceType === 'Practitioner' || resource.resourceType === 'PractitionerRole'
      ? { ...resource, telecom: [{ system: 'email', value: 'office@example.org' }] }
      : resource,
  ),
};
