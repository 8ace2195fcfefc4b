import type { Defect } from '../defect.ts';
import { changeData } from '../defects/support/data.ts';

export const toleranceSecurityLabels: Defect = {
  name: 'tolerance.security-labels',
  summary: 'Every resource carries a security label.',
  clause: 'FHIR R4 security-labels.html',
  ports: changeData('all', (resource) => ({
    ...resource,
    meta: {
      ...resource.meta,
      security: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'N' }],
    },
  })),
};
