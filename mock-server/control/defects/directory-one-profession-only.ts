import type { Defect } from '../defect.ts';
import { changeData } from './support/data.ts';

export const directoryOneProfessionOnly: Defect = {
  name: 'directory.one-profession-only',
  summary: 'Every role has the same specialty.',
  clause: 'Portal documentation, Provider Directory API',
  ports: changeData('directory', (resource) =>
    resource.resourceType === 'PractitionerRole'
      ? {
          ...resource,
          specialty: [{ coding: [{ system: 'http://nucc.org/provider-taxonomy', code: '207R00000X' }] }],
        }
      : resource,
  ),
};
