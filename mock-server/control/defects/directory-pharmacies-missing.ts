import type { Defect } from '../defect.ts';
import { changeData } from './support/data.ts';

export const directoryPharmaciesMissing: Defect = {
  name: 'directory.pharmacies-missing',
  summary: 'Pharmacies were never loaded into the directory.',
  clause: '42 CFR 422.120(b)(2)',
  ports: changeData('directory', (resource) =>
    resource.resourceType === 'HealthcareService' && /"code":"pharm"/.test(JSON.stringify(resource.category))
      ? {
          ...resource,
          category: [{ coding: [{ code: 'other' }] }],
          specialty: [{ coding: [{ system: 'http://nucc.org/provider-taxonomy', code: '207R00000X' }] }],
        }
      : resource,
  ),
};
